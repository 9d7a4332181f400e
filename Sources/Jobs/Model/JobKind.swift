/// The kinds of jobs Clapper knows: what is asked of HeyGen, and how.
package enum JobKind: String, Sendable, Hashable, CaseIterable {
    /// `POST /v3/videos`: avatar, image, studio and cinematic avatar videos.
    case video
}
