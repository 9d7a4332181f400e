/// HeyGen's answer to a create.
package struct CreatedVideo: Sendable, Equatable {
    /// HeyGen's id of the video.
    package let videoID: String
    /// The status at the time of the *first* answer: a replay repeats that answer.
    package let status: VideoStatus

    package init(videoID: String, status: VideoStatus) {
        self.videoID = videoID
        self.status = status
    }

    /// Reads `data.video_id`, else `data.id`. Nil without one.
    init?(_ json: RawJSON) {
        guard let data = json["data"],
            let id = data["video_id"]?.nonEmptyString ?? data["id"]?.nonEmptyString
        else { return nil }
        videoID = id
        status = VideoStatus(data["status"]?.string ?? "waiting")
    }
}
