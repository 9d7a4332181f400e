import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

extension HeyGenClient {
    /// What an error of the transport means.
    ///
    /// - Parameters:
    ///   - isWrite: the request has a body and an effect.
    ///   - bodyWasRequested: see ``SendWatch``.
    static func classify(_ error: any Error, isWrite: Bool, bodyWasRequested: Bool) -> HeyGenError {
        let text = describe(error)
        if isWrite {
            if bodyWasRequested { return .ambiguous(text) }
            return isCancellation(error) ? .canceled : .notSent(text)
        }
        if isCancellation(error) { return .canceled }
        return TransportFailure.isBeforeSending(error) ? .notSent(text) : .ambiguous(text)
    }

    private static func isCancellation(_ error: any Error) -> Bool {
        error is CancellationError || (error as? HTTPClientError) == .cancelled
    }

    /// The kind of error without the request: addresses may carry tokens.
    private static func describe(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: error.shortDescription
        case is NIOConnectionError: "the connection could not be made"
        case is NIOTooManyBytesError: "the answer is larger than 4 MiB"
        default: String("\(error)".prefix(200))
        }
    }
}
