import Jobs
package import Logging
import ServiceLifecycle

/// Registers and verifies this Clapper's endpoint once its door is open.
///
/// What keeps it from doing so is no reason to end the process: it tries again, with growing gaps. Then it looks again now and
/// then, for an endpoint may be lost at HeyGen while events are waited for.
package final class EndpointRegistrar: Service {
    /// Where events arrive, below the public URL.
    package static let path = "/webhooks/heygen"
    private static let firstGap = Duration.seconds(1)
    private static let longestGap = Duration.seconds(120)

    private let keeper: EndpointKeeper
    private let url: String
    private let hasConfiguredSecrets: Bool
    private let lookGap: Duration
    private let logger: Logger
    private let open = Signal()

    /// - Parameters:
    ///   - publicURL: where HeyGen reaches this Clapper, without ``path``.
    ///   - lookGap: how long after it was there it looks whether it still is; real time.
    package init(
        keeper: EndpointKeeper, publicURL: String, hasConfiguredSecrets: Bool, lookGap: Duration = .seconds(300),
        logger: Logger
    ) {
        self.keeper = keeper
        self.lookGap = lookGap
        var base = publicURL
        while base.hasSuffix("/") { base.removeLast() }
        url = base + Self.path
        self.hasConfiguredSecrets = hasConfiguredSecrets
        self.logger = logger
    }

    /// The server listens: HeyGen's probe will be answered.
    package func doorIsOpen() { open.raise() }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            await self.open.wait(atMost: .seconds(60))
            var gap = Self.firstGap
            var told: Registration?
            while !Task.isCancelled {
                if let registration = await self.registerOnce(after: told, nextTry: gap) {
                    told = registration
                    gap = Self.firstGap
                    try await Task.sleep(for: self.lookGap * Double.random(in: 1...1.25))
                } else {
                    try await Task.sleep(for: gap * Double.random(in: 1...1.25))
                    gap = min(gap * 2, Self.longestGap)
                }
            }
        }
        try? await gracefulShutdown()
    }

    /// Nil where it has to be tried again.
    private func registerOnce(after told: Registration?, nextTry gap: Duration) async -> Registration? {
        do {
            // Later somebody may be at a rotation: it is theirs.
            let registration = try await keeper.register(
                url: url, configured: hasConfiguredSecrets, resuming: told == nil)
            if told.map({ registration.isNews(after: $0) }) ?? true { tell(registration) }
            return registration
        } catch is CancellationError {
            return nil
        } catch {
            logger.warning(
                told == nil ? "the endpoint is not registered yet" : "the endpoint could not be looked at",
                metadata: ["url": "\(url)", "reason": "\(error)", "next_try_s": "\(gap.milliseconds / 1000)"])
            return nil
        }
    }

    private func tell(_ registration: Registration) {
        var metadata: Logger.Metadata = [
            "endpoint": "\(registration.endpointID)", "url": "\(url)", "way": "\(registration.way.rawValue)",
        ]
        if registration.strangers > 0 { metadata["other_endpoints_here"] = "\(registration.strangers)" }
        if registration.way == .unreadable {
            metadata["way_out"] =
                "set CLAPPER_SECRET_KEY to the key it was stored under; if that is lost: clapper endpoints rotate"
            logger.error("the secret of the endpoint cannot be read", metadata: metadata)
        } else if !registration.isEnabled {
            metadata["way_out"] = "clapper endpoints rotate --mode blue_green"
            logger.error("HeyGen has disabled the endpoint, and delivers nothing to it", metadata: metadata)
        } else if !registration.missingEvents.isEmpty {
            metadata["missing"] = "\(registration.missingEvents.joined(separator: ","))"
            metadata["way_out"] = "clapper endpoints update --events"
            logger.warning("the endpoint is not told all that decides jobs", metadata: metadata)
        } else {
            logger.notice("the endpoint is registered", metadata: metadata)
        }
    }
}
