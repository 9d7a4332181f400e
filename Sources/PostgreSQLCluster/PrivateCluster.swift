import Glibc
import Logging

/// A PostgreSQL server of our own, made with the machine's `initdb` and `postgres`: for demos, development and tests.
///
/// It listens on a unix socket that only its user (and root) can reach, and ends with this process, however that ends:
/// a shell that watches over the server reads from a pipe of ours and stops the server when the pipe closes. (A death
/// signal by `prctl` would come when the *thread* that started the server ends, and threads of a pool do.)
package actor PrivateCluster {
    package nonisolated let options: Options
    /// Where everything of this cluster lies: `data`, `server.log`, `password`, mostly the socket, too.
    package nonisolated let directory: String
    private nonisolated let files: ClusterFiles
    private let binaries: PostgreSQLBinaries
    private let account: ServerAccount?
    private var supervisor: Supervisor

    /// How to end the server.
    package enum StopMode: Sendable {
        /// Ends sessions and writes everything out.
        case fast
        /// Ends at once, as in a crash; the next start recovers.
        case immediate

        var signal: Int32 {
            switch self {
            case .fast: SIGINT
            case .immediate: SIGQUIT
            }
        }
    }

    private init(
        options: Options, files: ClusterFiles, binaries: PostgreSQLBinaries, account: ServerAccount?,
        supervisor: Supervisor
    ) {
        self.options = options
        self.directory = files.root
        self.files = files
        self.binaries = binaries
        self.account = account
        self.supervisor = supervisor
    }

    /// Starts a server and waits until it accepts connections, at most ``Options/startTimeout``.
    ///
    /// An empty or missing directory is initialised first (about a second); one that holds a cluster is used as it is.
    /// - Throws: ``PrivateClusterError``; a failed start carries the end of the server's log.
    package static func start(_ options: Options = Options()) async throws -> PrivateCluster {
        let binaries = try await PostgreSQLBinaries.find()
        let account = try ServerAccount.forServer(of: options.directory)
        let files = try ClusterFiles.prepare(options, account: account)
        do {
            try await files.initialize(with: binaries, account: account, options: options)
            let supervisor = try await Supervisor.launch(
                binaries, files, account: account, options: options)
            return PrivateCluster(
                options: options, files: files, binaries: binaries, account: account, supervisor: supervisor)
        } catch {
            files.removeIfTemporary()
            throw error
        }
    }

    /// The URL of the database named in the options, for the superuser `clapper`.
    package nonisolated var url: String { url(database: options.database) }

    /// The URL of another database of this cluster.
    package nonisolated func url(database: String) -> String {
        files.url(database: database)
    }

    /// The server's process, or nil when it is stopped.
    package var processID: Int32? { supervisor.serverProcessID }

    /// Stops the server and waits for it; removes a temporary directory. Harmless when repeated.
    package func stop(mode: StopMode = .fast) async {
        await supervisor.stop(signal: mode.signal)
        files.removeIfTemporary()
    }

    /// Stops the server and starts it again on the same files, socket and port.
    package func restart(mode: StopMode = .fast) async throws {
        await supervisor.stop(signal: mode.signal)
        supervisor = try await Supervisor.launch(binaries, files, account: account, options: options)
    }

    /// Lets go of the server and blocks until it has ended and its temporary directory is removed, at most five
    /// seconds: for `atexit`, where nothing can be awaited.
    package nonisolated func abandon() {
        Supervisor.abandonAll(below: directory)
    }
}
