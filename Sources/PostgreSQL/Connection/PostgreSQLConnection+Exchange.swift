import CLibPQ

extension PostgreSQLConnection {
    /// The server's answer to one command.
    enum Reply: Sendable {
        case completed(PostgreSQLResult, tag: String)
        /// The types of a described statement's parameters.
        case described([PostgreSQLType])
        case failed(PostgreSQLError)
    }

    /// A wait that ended before its command did. Not an error of its own: ``collect(until:cancellable:layouts:)``
    /// turns it into one after it has dealt with the command.
    struct Interruption: Error {
        let wakeup: Wakeup
    }

    /// Waits until this task may use the connection. Calls within the running transaction have a queue of their own;
    /// everybody else waits until it is over.
    func takeTurn(until deadline: Deadline, cancellable: Bool = true) async throws -> TurnQueue {
        if cancellable { try Task.checkCancellation() }
        if let transaction, TransactionToken.isCurrent(transaction) {
            let wakeup = await innerTurns.take(until: deadline, cancellable: cancellable)
            guard wakeup == .ready else { throw deadline.error(for: wakeup) }
            // A task that outlived the transaction's body may find it over: it is then like everybody else.
            if self.transaction === transaction { return innerTurns }
            innerTurns.pass()
        }
        let wakeup = await outerTurns.take(until: deadline, cancellable: cancellable)
        guard wakeup == .ready else { throw deadline.error(for: wakeup) }
        return outerTurns
    }

    /// Hands a command to libpq, which buffers what the socket does not take.
    func send(_ command: (LibPQConnection) -> Bool) throws {
        guard !libpq.isBad else {
            close()
            throw PostgreSQLError.connection("the connection is closed")
        }
        guard command(libpq) else {
            // Nothing is known of what libpq did with half a command.
            let message = libpq.errorMessage
            close()
            throw PostgreSQLError.connection(message)
        }
    }

    /// Collects the replies to everything sent. When the deadline or a cancellation comes first, cancels the command on
    /// the server and leaves the connection either in sync or closed.
    /// - Parameter layouts: what is known of the columns, by place among the replies.
    func collect(
        until deadline: Deadline, cancellable: Bool = true, layouts: [ColumnLayout?] = []
    ) async throws -> [Reply] {
        do {
            var replies: [Reply] = []
            while true {
                guard let result = try await nextResult(until: deadline.instant, cancellable: cancellable) else {
                    // In a pipeline nil only ends one command's results.
                    if pendingSyncs > 0 { continue }
                    break
                }
                if result.status == PGRES_PIPELINE_SYNC {
                    pendingSyncs -= 1
                    if pendingSyncs == 0 { break }
                    continue
                }
                let known = replies.count < layouts.count ? layouts[replies.count] : nil
                replies.append(try reply(result, known: known))
            }
            leavePipeline()
            return replies
        } catch let interruption as Interruption {
            await cancelOnServer()
            throw deadline.error(for: interruption.wakeup)
        }
    }

    /// The next result, or nil at the end of a command. Sends, too, what libpq still buffers: a server that waits for
    /// us to read would otherwise never read.
    func nextResult(until instant: ContinuousClock.Instant, cancellable: Bool) async throws -> LibPQResult? {
        while libpq.isBusy {
            let interest: Reactor.Interest = libpq.flush() == 1 ? .readableOrWritable : .readable
            try await waitForSocket(interest, until: instant, cancellable: cancellable)
            // On failure there may still be the server's last words to read.
            guard libpq.consumeInput() else {
                if libpq.isBusy { throw lost(libpq.errorMessage) }
                break
            }
        }
        return libpq.getResult()
    }

    /// Waits for the socket; somebody may close the connection meanwhile.
    func waitForSocket(
        _ interest: Reactor.Interest, until instant: ContinuousClock.Instant, cancellable: Bool
    ) async throws {
        guard let registration = libpq.registration else { throw lost("the connection is closed") }
        let wakeup = await Reactor.shared.wait(
            for: interest, on: registration, until: instant, cancellable: cancellable)
        guard !libpq.isFinished else { throw PostgreSQLError.connection("the connection was closed") }
        guard wakeup == .ready else { throw Interruption(wakeup: wakeup) }
    }

    private func reply(_ result: borrowing LibPQResult, known: ColumnLayout?) throws -> Reply {
        switch result.status {
        case PGRES_TUPLES_OK:
            return .completed(result.copied(layout: result.columns(reusing: known)), tag: result.commandStatus)
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            let count = result.parameterCount
            // Only the answer to a description has parameters, or no tag.
            if count > 0 { return .described((0..<count).map { result.parameterType($0) }) }
            return .completed(result.copied(layout: .none), tag: result.commandStatus)
        case PGRES_PIPELINE_ABORTED:
            return .failed(.connection("not executed, because an earlier command of its group failed"))
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
            guard let error = result.serverError else { throw lost(result.errorMessage) }
            if transaction != nil, transactionFailure == nil { transactionFailure = error }
            guard !libpq.isBad, error.severity != "FATAL" else {
                // It says goodbye: nothing will follow.
                close()
                throw PostgreSQLError.server(error)
            }
            return .failed(.server(error))
        default:
            // COPY: this module has no use for it, and the connection is stuck in it.
            throw lost("COPY is not supported")
        }
    }

    private func lost(_ reason: String) -> PostgreSQLError {
        close()
        return .connection(reason)
    }

    func leavePipeline() {
        guard !libpq.isFinished, libpq.isInPipelineMode else { return }
        if !libpq.exitPipelineMode() { close() }
    }
}
