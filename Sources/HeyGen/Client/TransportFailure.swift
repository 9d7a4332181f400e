import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

/// What can be told from an error of an HTTP exchange alone.
package enum TransportFailure {
    /// Whether the error can only come from before the connection stood, so that nothing was sent. Not for creates, where a
    /// wrong answer buys twice: they watch their own body.
    package static func isBeforeSending(_ error: any Error) -> Bool {
        if error is NIOConnectionError { return true }
        if case .connectTimeout = error as? ChannelError { return true }
        // For an address without a name, NIO throws the system's own answer to connect.
        if let error = error as? IOError {
            return [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode)
        }
        guard let error = error as? HTTPClientError else { return false }
        let causes: [HTTPClientError] = [
            .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .alreadyShutdown, .invalidURL,
            .emptyHost, .emptyScheme, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
        ]
        return causes.contains(error)
    }
}
