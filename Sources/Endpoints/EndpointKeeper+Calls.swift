import HeyGen
import Jobs
import Logging
import ServiceLifecycle

extension EndpointKeeper {
    private static let tries = 5
    private static let firstGap = Duration.milliseconds(500)
    private static let longestGap = Duration.seconds(5)

    /// - Throws: ``EndpointError/noSecretKey(holdsSecrets:)``.
    func secretKey() async throws -> SecretKey {
        if let key { return key }
        throw EndpointError.noSecretKey(holdsSecrets: try await !store.acceptedSecrets().sealed.isEmpty)
    }

    /// One exchange that changes no secret.
    /// - Parameter id: the endpoint it is about, if it is about one.
    func heygen<Result: Sendable>(
        about id: String? = nil, _ send: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await send()
        } catch let error as HeyGenError {
            if case .canceled = error { throw CancellationError() }
            if let id, error.apiError?.status == 404 { throw EndpointError.unknown(id) }
            throw EndpointError.refused(error)
        }
    }

    /// Sends a committed call until HeyGen answers it, always with its own key.
    ///
    /// - Throws: ``EndpointError/refused(_:)`` when HeyGen said no: the call is forgotten. ``EndpointError/unsettled(_:)`` when
    ///   nobody knows: it stays, and so does its window.
    func settled<Result: Sendable>(
        _ call: EndpointCall, _ send: () async throws(HeyGenError) -> Result
    ) async throws -> Result {
        var gap = Self.firstGap
        var mayHaveHappened = call.isResumed
        var last = HeyGenError.canceled
        for attempt in 1...Self.tries {
            do throws(HeyGenError) {
                return try await send()
            } catch {
                last = error
            }
            switch last {
            case .ambiguous, .inProgress: mayHaveHappened = true
            case .notSent, .throttled, .retryLater: break
            case .canceled: throw EndpointError.interrupted
            case .refused:
                try await store.forget(call)
                throw EndpointError.refused(last)
            case .credential: return try await giveUp(call, last, mayHaveHappened)
            }
            logger.notice(
                "a call about an endpoint is made again with its key",
                metadata: ["attempt": "\(attempt)", "reason": "\(last.label)"])
            if attempt < Self.tries { try await pause(max(gap, min(last.retryAfter ?? .zero, Self.longestGap))) }
            gap *= 2
        }
        return try await giveUp(call, last, mayHaveHappened)
    }

    private func giveUp<Result>(
        _ call: EndpointCall, _ error: HeyGenError, _ mayHaveHappened: Bool
    ) async throws -> Result {
        if mayHaveHappened { throw EndpointError.unsettled(error) }
        try await store.forget(call)
        throw EndpointError.refused(error)
    }

    /// Stores a secret. HeyGen has told it already and events are signed with it, so the database is asked more than once.
    func keep(
        _ secret: String?, of id: String, url: String, entityID: String?, under key: SecretKey,
        answering call: EndpointCall, finishing: Bool
    ) async throws {
        guard let secret else { throw EndpointError.unsettled(.ambiguous("an answer without a secret")) }
        let sealed = try key.seal(secret, of: id)
        var gap = Self.firstGap
        for _ in 1..<Self.tries {
            do {
                try await store.store(
                    sealedSecret: sealed, of: id, url: url, entityID: entityID, answering: call, finishing: finishing)
                return
            } catch {
                logger.warning(
                    "the secret of an endpoint is not stored yet",
                    metadata: ["endpoint": "\(id)", "reason": "\(error)"])
            }
            try await pause(gap)
            gap *= 2
        }
        try await store.store(
            sealedSecret: sealed, of: id, url: url, entityID: entityID, answering: call, finishing: finishing)
    }

    /// Waits real time.
    /// - Throws: ``EndpointError/interrupted`` when the process stops.
    func pause(_ time: Duration) async throws {
        do {
            try await cancelWhenGracefulShutdown { try await ContinuousClock().sleep(for: time) }
        } catch {
            throw EndpointError.interrupted
        }
        if Task.isShuttingDownGracefully { throw EndpointError.interrupted }
    }
}
