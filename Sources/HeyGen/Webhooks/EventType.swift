/// One of HeyGen's event types, and what it means for a job.
package struct EventType: Sendable, Equatable {
    /// What an event says about a job.
    package enum Meaning: String, Sendable {
        /// The render is done.
        case succeeded
        /// The render failed.
        case failed
        /// Part of the job's story, never its end: the GIF or the captions of a video.
        case story
        /// It seems to be over, but the event's shape is not known well enough to believe: the resource is read.
        case hint
        /// Every item of a batch has ended: their resources are read.
        case batch
        /// Nothing Clapper acts on; kept.
        case other
    }

    package let name: String
    package let family: EventFamily
    package let meaning: Meaning
    /// In HeyGen's terms, for people.
    package let summary: String

    /// The 30 types HeyGen's schema names, in its order. HeyGen adds types: an unknown one is no error.
    package static let all: [EventType] = [
        .init("avatar_video.success", .video, .succeeded, "A video render finished."),
        .init("avatar_video.fail", .video, .failed, "A video render failed."),
        .init("avatar_video_gif.success", .videoGIF, .story, "The GIF preview of a video is ready."),
        .init("avatar_video_gif.fail", .videoGIF, .story, "The GIF preview of a video failed."),
        .init("video_translate.success", .translation, .succeeded, "A translation finished."),
        .init("video_translate.fail", .translation, .failed, "A translation failed."),
        .init(
            "video_translate.preflight.validation_failed", .translation, .hint,
            "A translation was refused: its input is invalid."),
        .init(
            "video_translate.preflight.download_failed", .translation, .hint,
            "A translation was refused: its input could not be fetched."),
        .init("personalized_video", .personalized, .other, "A personalised video event."),
        .init("instant_avatar.success", .avatar, .other, "An instant avatar was made."),
        .init("instant_avatar.fail", .avatar, .other, "An instant avatar failed."),
        .init("photo_avatar_generation.success", .avatar, .other, "A photo avatar was generated."),
        .init("photo_avatar_generation.fail", .avatar, .other, "A photo avatar could not be generated."),
        .init("photo_avatar_train.success", .avatar, .other, "A photo avatar was trained."),
        .init("photo_avatar_train.fail", .avatar, .other, "A photo avatar could not be trained."),
        .init("photo_avatar_add_motion.success", .avatar, .other, "Motion was added to a photo avatar."),
        .init("photo_avatar_add_motion.fail", .avatar, .other, "Motion could not be added to a photo avatar."),
        .init("proofread_creation.success", .proofread, .other, "Proofreading is prepared."),
        .init("proofread_creation.fail", .proofread, .other, "Proofreading could not be prepared."),
        .init("live_avatar.success", .liveAvatar, .other, "A live avatar finished."),
        .init("live_avatar.fail", .liveAvatar, .other, "A live avatar failed."),
        .init("avatar_video_caption.success", .videoCaption, .story, "The captions of a video are ready."),
        .init("avatar_video_caption.fail", .videoCaption, .story, "The captions of a video failed."),
        .init("video_agent.success", .agent, .succeeded, "A video agent session finished."),
        .init("video_agent.fail", .agent, .failed, "A video agent session failed."),
        .init("hyperframes_video.success", .hyperframes, .succeeded, "A HyperFrames render finished."),
        .init("hyperframes_video.fail", .hyperframes, .failed, "A HyperFrames render failed."),
        .init("ai_clipping.success", .clipping, .succeeded, "A clipping job finished."),
        .init("ai_clipping.fail", .clipping, .failed, "A clipping job failed."),
        .init("batch.finished", .batch, .batch, "Every item of a batch has ended."),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The type of this name; nil if HeyGen's schema does not have it.
    package static func named(_ name: String) -> EventType? { byName[name] }

    private init(_ name: String, _ family: EventFamily, _ meaning: Meaning, _ summary: String) {
        self.name = name
        self.family = family
        self.meaning = meaning
        self.summary = summary
    }
}
