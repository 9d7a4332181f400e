/// Why a private cluster did not start.
package enum PrivateClusterError: Error, Sendable, Hashable {
    /// The machine has no `initdb` and `postgres`.
    case notInstalled
    /// Root cannot run a server, and there is no other account to run it under.
    case noAccount
    /// The folder cannot be used.
    case directory(String, reason: String)
    /// A server runs on this folder already.
    case alreadyRunning(directory: String, processID: Int32)
    /// `initdb` failed; this is what it printed.
    case initialization(String)
    /// The server ended, or was not ready in time; this is the end of its log.
    case start(String)
}

extension PrivateClusterError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notInstalled:
            """
            PostgreSQL's server programs initdb and postgres were not found (asked pg_config --bindir, looked in \
            /usr/lib/postgresql/*/bin and in PATH). Install the package postgresql: apt-get install postgresql
            """
        case .noAccount:
            "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody to run it as"
        case .directory(let path, let reason): "cannot keep a PostgreSQL cluster in \(path): \(reason)"
        case .alreadyRunning(let directory, let processID):
            "a PostgreSQL server (process \(processID)) is running on \(directory) already"
        case .initialization(let output): "initdb failed: \(output)"
        case .start(let log): "the PostgreSQL server did not start; its log ends with:\n\(log)"
        }
    }
}
