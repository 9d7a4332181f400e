/// Why the stage could not be set, or fell down.
package enum StageError: Error, Equatable, Sendable {
    /// A child ended though it was needed: how, and the end of its log.
    case childEnded(String, String, tail: String)
    /// A child did not answer as ready in time; the end of its log.
    case notReady(String, tail: String)
    /// Somebody else listens on this port of 127.0.0.1. Stop it, or choose another port.
    case portTaken(Int)
    /// A folder cannot be used.
    case folder(String, reason: String)
    /// Something answered as it never should.
    case unreadable(String)
    /// The system refused something that should always work.
    case system(String, errno: Int32)
}

extension StageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .childEnded(let child, let how, let tail): "the process \(child) \(how); its log ends with:\n\(tail)"
        case .notReady(let child, let tail): "the process \(child) was not ready in time; its log ends with:\n\(tail)"
        case .portTaken(let port): "port \(port) on 127.0.0.1 is taken by another program"
        case .folder(let path, let reason): "\(path) cannot be used: \(reason)"
        case .unreadable(let what): what
        case .system(let what, let errno): "\(what) (errno \(errno))"
        }
    }
}
