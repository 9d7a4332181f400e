/// What attaching a video did.
package enum AttachResult: String, Sendable, Hashable {
    /// The video is read now, and the read decides.
    case attached
    /// The job has this video and has succeeded.
    case already
    /// The attempt has another video, or the video belongs to another job.
    case taken
    /// The job had ended; the video is read, and if it is there the job recovers.
    case ended
    /// It was never sent, so no video can be its own.
    case unsent
    /// There is no such job.
    case missing
}
