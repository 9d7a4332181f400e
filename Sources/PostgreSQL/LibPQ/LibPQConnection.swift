import CLibPQ

/// A `PGconn`, with libpq's functions under their own names; nothing here waits for the network, except where said.
///
/// `@unchecked Sendable` because libpq only asks that no two threads use a `PGconn` at once: while it connects it
/// belongs to one call of ``BlockingCalls`` at a time, afterwards to the ``PostgreSQLConnection`` actor alone.
@safe
final class LibPQConnection: @unchecked Sendable {
    private let pointer: OpaquePointer
    /// The socket's place in the reactor. Given back before libpq closes the socket, so that a number the kernel hands
    /// out again is never watched on this connection's behalf.
    var registration: Reactor.Registration?
    /// The owner has said goodbye; libpq must not be called any more.
    private(set) var isFinished = false

    /// Begins to connect. Blocks on name resolution and password files: call it from ``BlockingCalls``.
    init(startConnecting parameters: [(keyword: String, value: String)]) throws(PostgreSQLError) {
        let started = unsafe withCStrings(parameters.map(\.keyword)) { keywords in
            unsafe withCStrings(parameters.map(\.value)) { values in
                unsafe PQconnectStartParams(keywords, values, 0)
            }
        }
        guard let started = unsafe started else { throw .connection("out of memory") }
        unsafe pointer = started
        // Without a receiver libpq prints every notice to stderr; notices may quote values, so they go nowhere.
        unsafe PQsetNoticeReceiver(pointer, { _, _ in }, nil)
    }

    deinit {
        finish()
    }

    /// Says goodbye and closes the socket. Harmless when repeated.
    func finish() {
        guard !isFinished else { return }
        isFinished = true
        registration?.remove()
        registration = nil
        unsafe PQfinish(pointer)
    }

    /// The next step of connecting. May resolve the name of the next host: call it from ``BlockingCalls``.
    func connectPoll() -> PostgresPollingStatusType { unsafe PQconnectPoll(pointer) }
    var isBad: Bool { unsafe isFinished || PQstatus(pointer) == CONNECTION_BAD }
    var socket: Int32 { unsafe PQsocket(pointer) }
    var backendPID: Int32 { unsafe PQbackendPID(pointer) }
    var transactionStatus: PGTransactionStatusType { unsafe PQtransactionStatus(pointer) }
    /// libpq's last message, in one line.
    var errorMessage: String {
        guard !isFinished, let message = unsafe PQerrorMessage(pointer) else { return "closed" }
        return unsafe String(cString: message).split(whereSeparator: \.isNewline)
            .map { $0.drop(while: \.isWhitespace) }.joined(separator: "; ")
    }

    func setNonBlocking() -> Bool { unsafe PQsetnonblocking(pointer, 1) == 0 }
    /// 0: all sent; 1: the socket is full; -1: failed.
    func flush() -> Int32 { unsafe PQflush(pointer) }
    func consumeInput() -> Bool { unsafe PQconsumeInput(pointer) == 1 }
    var isBusy: Bool { unsafe PQisBusy(pointer) == 1 }
    /// The next result, or nil at the end of a command's results. Blocks while ``isBusy``: look there first.
    func getResult() -> LibPQResult? { unsafe PQgetResult(pointer).map { unsafe LibPQResult($0) } }

    func sendQuery(_ script: String) -> Bool { unsafe PQsendQuery(pointer, script) == 1 }

    func sendPrepare(_ name: String, _ sql: String) -> Bool {
        unsafe PQsendPrepare(pointer, name, sql, 0, nil) == 1
    }

    func sendDescribePrepared(_ name: String) -> Bool { unsafe PQsendDescribePrepared(pointer, name) == 1 }

    func sendQueryPrepared(_ name: String, _ parameters: EncodedParameters) -> Bool {
        unsafe parameters.withCArrays { count, values, lengths, formats in
            unsafe PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 1) == 1
        }
    }

    func sendQueryParams(_ sql: String, types: [PostgreSQLType], _ parameters: EncodedParameters) -> Bool {
        let types = types.map(\.rawValue)
        return unsafe parameters.withCArrays { count, values, lengths, formats in
            unsafe PQsendQueryParams(pointer, sql, count, types, values, lengths, formats, 1) == 1
        }
    }

    var isInPipelineMode: Bool { unsafe PQpipelineStatus(pointer) != PQ_PIPELINE_OFF }
    func enterPipelineMode() -> Bool { unsafe PQenterPipelineMode(pointer) == 1 }
    func exitPipelineMode() -> Bool { unsafe PQexitPipelineMode(pointer) == 1 }
    func pipelineSync() -> Bool { unsafe PQpipelineSync(pointer) == 1 }

    /// The next notification that has arrived, or nil.
    func nextNotification() -> (channel: String, payload: String)? {
        guard let notification = unsafe PQnotifies(pointer) else { return nil }
        defer { unsafe PQfreemem(notification) }
        return unsafe (String(cString: notification.pointee.relname), String(cString: notification.pointee.extra))
    }

    /// What a cancel request needs, apart from the connection, so that another thread can send it.
    func makeCancel() -> LibPQCancel? { unsafe PQgetCancel(pointer).map { unsafe LibPQCancel($0) } }
}
