import AsyncHTTPClient
import Foundation
import HeyGen
import NIOCore
import NIOPosix

extension ClapperClient {
    /// What an error of the transport means.
    static func classify(_ error: any Error) -> ClapperClientError {
        if error is CancellationError { return .canceled }
        if error is NIOTooManyBytesError { return .answerTooLarge }
        if TransportFailure.isBeforeSending(error) { return .unreachable(describe(error)) }
        switch error as? HTTPClientError {
        case .some(.cancelled): return .canceled
        case .some(.deadlineExceeded), .some(.readTimeout), .some(.writeTimeout): return .timedOut
        default: return .interrupted(describe(error))
        }
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
