/// What became of a verdict.
package enum Disposition: String, Sendable, Hashable, CaseIterable {
    /// It changed the job.
    case applied
    /// The same bytes were heard before.
    case duplicate
    /// It says what is known already.
    case late
    /// It contradicts what is known, or its ids name different jobs: recorded, and the video is read.
    case conflict
    /// About an earlier paid attempt.
    case superseded
    /// No job is known for it (yet).
    case unmatched
    /// Stored, without effect.
    case ignored
    /// It does not decide: the video is read at once.
    case hint
}
