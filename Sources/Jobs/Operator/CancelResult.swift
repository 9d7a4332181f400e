/// What a cancel did.
package enum CancelResult: String, Sendable, Hashable {
    /// It is canceled now. What HeyGen renders already goes on and keeps its slot.
    case canceled
    /// It was canceled before.
    case already
    /// It had succeeded or failed before.
    case ended
    /// There is no such job.
    case missing
}
