/// Why a call to PostgreSQL failed.
///
/// A description never holds a password or a parameter's value; the server's DETAIL may, and therefore stays in
/// ``ServerError/detail``.
package enum PostgreSQLError: Error, Sendable, Hashable {
    /// The server refused a statement. Read ``ServerError/state`` to know why.
    case server(ServerError)
    /// The connection could not be made, or was lost. Whether a statement under way took effect is unknown.
    case connection(String)
    /// The call's deadline passed; the server was told to cancel. Whether the statement took effect is unknown.
    case timedOut(after: Duration)
    /// No connection of the pool became free in time, or too many callers wait already. Nothing was sent.
    case poolExhausted
    /// The pool was shut down. Nothing was sent.
    case poolClosed
    /// A column holds something else than the caller reads. A mistake in the program.
    case decoding(column: String, expected: String, found: String)
    /// A parameter (from 1) is not what the statement takes. A mistake in the program; nothing was executed.
    case encoding(parameter: Int, expected: String, found: String)
    /// The connection URL, or a setting in it, cannot be used. The text names no secret.
    case configuration(String)

    /// Whether the same call may succeed when it is repeated as it is.
    ///
    /// True for serialization failures, deadlocks, a server that is going down, coming up or full, and lost
    /// connections. A caller that repeats after a lost connection must be able to bear the effect twice.
    package var isRetryable: Bool {
        switch self {
        case .server(let error): error.state.isRetryable
        case .connection: true
        case .timedOut, .poolExhausted, .poolClosed, .decoding, .encoding, .configuration: false
        }
    }

    /// The server's error, if it is one.
    package var serverError: ServerError? {
        if case .server(let error) = self { error } else { nil }
    }
}

extension PostgreSQLError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .server(let error): error.description
        case .connection(let reason): "PostgreSQL connection: \(reason)"
        case .timedOut(let duration): "PostgreSQL did not answer within \(duration)"
        case .poolExhausted: "no PostgreSQL connection became free in time"
        case .poolClosed: "the PostgreSQL pool is closed"
        case .decoding(let column, let expected, let found):
            "column \(column): expected \(expected), found \(found)"
        case .encoding(let parameter, let expected, let found):
            "parameter $\(parameter): expected \(expected), found \(found)"
        case .configuration(let reason): "PostgreSQL configuration: \(reason)"
        }
    }
}
