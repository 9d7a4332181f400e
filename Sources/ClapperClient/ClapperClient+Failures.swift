import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

extension ClapperClient {
    /// What an error of the transport means.
    static func classify(_ error: any Error) -> ClapperClientError {
        if error is CancellationError { return .canceled }
        if error is NIOTooManyBytesError { return .answerTooLarge }
        if isBeforeSending(error) { return .unreachable(describe(error)) }
        switch error as? HTTPClientError {
        case .some(.cancelled): return .canceled
        case .some(.deadlineExceeded), .some(.readTimeout), .some(.writeTimeout): return .timedOut
        default: return .interrupted(describe(error))
        }
    }

    /// Whether the error can only come from before the connection stood, so that nothing was sent.
    private static func isBeforeSending(_ error: any Error) -> Bool {
        if error is NIOConnectionError { return true }
        if case .connectTimeout = error as? ChannelError { return true }
        if let error = error as? IOError {
            return [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode)
        }
        guard let error = error as? HTTPClientError else { return false }
        let causes: [HTTPClientError] = [
            .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .alreadyShutdown, .invalidURL,
            .emptyHost, .emptyScheme,
        ]
        return causes.contains(error)
    }

    /// The kind of error, without the request it was about.
    private static func describe(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: error.shortDescription
        case is NIOConnectionError: "the connection could not be made"
        default: String("\(error)".prefix(200))
        }
    }
}
