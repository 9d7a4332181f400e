import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// One run of the server under a shell that stops it when we are gone.
final class Supervisor: Sendable {
    private struct State {
        var serverProcessID: Int32?
        /// Our end of the pipe the shell reads: closing it stops the server.
        var lifeline: Int32
    }

    private let folder: String
    /// Closes when the shell, and with it everything, has ended.
    private let ended: Int32
    /// A mutex, because `atexit` handlers look here, too, and cannot await.
    private let state: Mutex<State>
    /// A task of its own: the server outlives the call that starts it and is awaited by the one that stops it.
    private let shell: Task<Void, Never>

    /// The servers that run, for `atexit`.
    private static let running = Mutex<[Supervisor]>([])

    private init(folder: String, lifeline: Int32, ended: Int32, shell: Task<Void, Never>) {
        self.folder = folder
        self.ended = ended
        self.state = Mutex(State(serverProcessID: nil, lifeline: lifeline))
        self.shell = shell
    }

    var serverProcessID: Int32? { state.withLock(\.serverProcessID) }

    /// $1 log, $2 signal to stop an orphaned server with, $3 folder to remove afterwards or nothing, then the server's
    /// command. `read` waits for the end of our pipe; it is killed when the server ends first.
    private static let script = """
        log=$1 signal=$2 remove=$3
        shift 3
        exec 3<&0
        "$@" >>"$log" 2>&1 </dev/null 3<&- &
        server=$!
        (read -r _ <&3; : >orphaned; kill -s "$signal" "$server") >/dev/null 2>&1 &
        watcher=$!
        exec 3<&- </dev/null
        wait "$server"
        kill "$watcher" 2>/dev/null
        if [ -e orphaned ]; then
            rm -f orphaned
            if [ -n "$remove" ]; then cd / && rm -rf "$remove"; fi
        fi
        """

    /// Starts the server and waits until it is ready.
    static func launch(
        _ binaries: PostgreSQLBinaries, _ files: ClusterFiles, account: ServerAccount?,
        options: PrivateCluster.Options
    ) async throws -> Supervisor {
        let (lifelineReader, lifeline) = try makePipe()
        let (ended, endedWriter) = try makePipe()
        let settings = options.serverSettings(socketFolder: files.socketFolder, port: files.port)
        let arguments =
            [
                "-c", script, "postgres-supervisor", files.log, options.durability == .test ? "QUIT" : "INT",
                files.isTemporary ? files.root : "", binaries.postgres, "-D", files.data,
            ] + settings.flatMap { ["-c", "\($0.name)=\($0.value)"] }
        let command = ServerProcess.command("/bin/sh", arguments, account: account)
        let shell = Task<Void, Never> {
            // A failed start shows as a server that is never ready; the log or its absence tells.
            _ = try? await run(
                command.executable, arguments: command.arguments, environment: ServerProcess.environment,
                workingDirectory: FilePath(files.root), platformOptions: ServerProcess.platformOptions,
                input: .fileDescriptor(FileDescriptor(rawValue: lifelineReader), closeAfterSpawningProcess: true),
                output: .fileDescriptor(FileDescriptor(rawValue: endedWriter), closeAfterSpawningProcess: true),
                error: .discarded)
        }
        let supervisor = Supervisor(folder: files.root, lifeline: lifeline, ended: ended, shell: shell)
        running.withLock { $0.append(supervisor) }
        do {
            try await supervisor.waitUntilReady(files, within: options.startTimeout)
        } catch {
            await supervisor.stop(signal: SIGQUIT)
            throw error
        }
        return supervisor
    }

    /// Looks at the server's own record every 10 ms: it tells nobody when it becomes ready.
    private func waitUntilReady(_ files: ClusterFiles, within timeout: Duration) async throws {
        let deadline = ContinuousClock.now + timeout
        while ContinuousClock.now < deadline, !hasEnded(within: 0) {
            if let processID = files.recordedProcessID {
                state.withLock { $0.serverProcessID = processID }
                if files.isRecordedReady { return }
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw PrivateClusterError.start(files.logTail)
    }

    /// Signals the server and waits for its end. A server that has not obeyed after ten seconds is ended the hard way.
    func stop(signal: Int32) async {
        // A server that ended by itself has given its number back: somebody else may have it.
        guard let processID = state.withLock({ $0.serverProcessID.take() }), !hasEnded(within: 0) else {
            closeLifeline()
            await shell.value
            return forget()
        }
        kill(processID, signal)
        let escalation = Task {
            try await Task.sleep(for: .seconds(10))
            kill(processID, SIGQUIT)
        }
        await shell.value
        escalation.cancel()
        closeLifeline()
        forget()
    }

    private func forget() {
        Self.running.withLock { $0.removeAll { $0 === self } }
    }

    /// Lets the shells stop the servers below `folder`, and waits for them.
    static func abandonAll(below folder: String) {
        for supervisor in running.withLock({ $0 }) where supervisor.folder == folder {
            supervisor.closeLifeline()
            _ = supervisor.hasEnded(within: 5000)
        }
    }

    private func closeLifeline() {
        let descriptor = state.withLock { state in
            defer { state.lifeline = -1 }
            return state.lifeline
        }
        if descriptor >= 0 { close(descriptor) }
    }

    /// Whether the shell has closed its end, which it never writes to.
    private func hasEnded(within milliseconds: Int32) -> Bool {
        var poll = pollfd(fd: ended, events: Int16(POLLIN), revents: 0)
        return unsafe Glibc.poll(&poll, 1, milliseconds) > 0
    }

    deinit {
        close(ended)
    }

    /// A pair of sockets used one way, because they can be made close-on-exec in one step: a child that another thread
    /// starts at this moment must not inherit an end and keep the server alive.
    private static func makePipe() throws -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Errno(rawValue: errno) }
        return (ends[0], ends[1])
    }
}
