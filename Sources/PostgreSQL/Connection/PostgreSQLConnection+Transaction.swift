import CLibPQ

extension PostgreSQLConnection {
    /// Runs `body` between BEGIN and COMMIT; ROLLBACK when it throws. Other callers wait until it is over; calls by
    /// tasks that `body` starts belong to it. Three round trips and the body's.
    ///
    /// COMMIT and ROLLBACK are not cancellable: a half-ended transaction would be worse than a late one. A ROLLBACK that
    /// fails closes the connection. Transactions do not nest: that is a programmer error.
    /// - Throws: what `body` throws; the first error within the transaction, if `body` swallowed it (PostgreSQL cannot
    ///   commit after an error); or ``PostgreSQLError/connection(_:)`` at COMMIT, when its fate is unknown.
    package nonisolated func transaction<T: Sendable>(
        _ body: (PostgreSQLConnection) async throws -> T
    ) async throws -> T {
        let token = try await begin()
        do {
            let value = try await TransactionToken.$current.withValue(TransactionToken.current + [token]) {
                try await body(self)
            }
            try await commit(token)
            return value
        } catch {
            await rollBack(token)
            throw error
        }
    }

    private func begin() async throws -> TransactionToken {
        if let transaction {
            precondition(!TransactionToken.isCurrent(transaction), "transactions do not nest")
        }
        let deadline = Deadline(in: configuration.queryTimeout)
        let turn = try await takeTurn(until: deadline)
        let token = TransactionToken()
        transaction = token
        transactionFailure = nil
        do {
            _ = try await simpleQuery("BEGIN", until: deadline)
            return token
        } catch {
            // Cancelled, it may have begun all the same.
            await rollBackIfNeeded()
            transaction = nil
            turn.pass()
            throw error
        }
    }

    private func commit(_ token: TransactionToken) async throws {
        let deadline = Deadline(in: configuration.queryTimeout)
        let turn = try await takeInnerTurn(until: deadline)
        defer { turn.pass() }
        if let transactionFailure, libpq.isBad || libpq.transactionStatus == PQTRANS_INERROR {
            throw PostgreSQLError.server(transactionFailure)
        }
        let tags = try await simpleQuery("COMMIT", until: deadline, cancellable: false)
        guard tags.last == "COMMIT" else {
            throw PostgreSQLError.connection("the server rolled the transaction back")
        }
        end(token)
    }

    private func rollBack(_ token: TransactionToken) async {
        // A child task of the body may still have a call under way; it has a deadline, too.
        let turn = try? await takeInnerTurn(until: Deadline(in: configuration.queryTimeout))
        await rollBackIfNeeded()
        turn?.pass()
        if turn == nil { close() }
        end(token)
    }

    private func takeInnerTurn(until deadline: Deadline) async throws -> TurnQueue {
        let wakeup = await innerTurns.take(until: deadline, cancellable: false)
        guard wakeup == .ready else { throw deadline.error(for: wakeup) }
        return innerTurns
    }

    private func rollBackIfNeeded() async {
        guard !libpq.isBad else { return close() }
        guard libpq.transactionStatus != PQTRANS_IDLE else { return }
        do {
            _ = try await simpleQuery("ROLLBACK", until: Deadline(in: .seconds(5)), cancellable: false)
        } catch {
            close()
        }
    }

    private func end(_ token: TransactionToken) {
        guard transaction === token else { return }
        transaction = nil
        transactionFailure = nil
        outerTurns.pass()
    }
}
