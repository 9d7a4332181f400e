import Jobs
package import Logging
import ServiceLifecycle

/// Registers and verifies this Clapper's endpoint once its door is open.
///
/// What keeps it from doing so is no reason to end the process: it tries again, with growing gaps.
package final class EndpointRegistrar: Service {
    /// Where events arrive, below the public URL.
    package static let path = "/webhooks/heygen"
    private static let firstGap = Duration.seconds(1)
    private static let longestGap = Duration.seconds(120)

    private let keeper: EndpointKeeper
    private let url: String
    private let hasConfiguredSecrets: Bool
    private let logger: Logger
    private let open = Signal()

    /// - Parameter publicURL: where HeyGen reaches this Clapper, without ``path``.
    package init(keeper: EndpointKeeper, publicURL: String, hasConfiguredSecrets: Bool, logger: Logger) {
        self.keeper = keeper
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
            while !Task.isCancelled, !(await self.registerOnce(nextTry: gap)) {
                try await Task.sleep(for: gap * Double.random(in: 1...1.25))
                gap = min(gap * 2, Self.longestGap)
            }
        }
        try? await gracefulShutdown()
    }

    /// - Returns: whether nothing is left to do.
    private func registerOnce(nextTry gap: Duration) async -> Bool {
        do {
            tell(try await keeper.register(url: url, configured: hasConfiguredSecrets))
            return true
        } catch is CancellationError {
            return true
        } catch {
            logger.warning(
                "the endpoint is not registered yet",
                metadata: ["url": "\(url)", "reason": "\(error)", "next_try_s": "\(gap.milliseconds / 1000)"])
            return false
        }
    }

    private func tell(_ registration: Registration) {
        var metadata: Logger.Metadata = [
            "endpoint": "\(registration.endpointID)", "url": "\(url)", "way": "\(registration.way.rawValue)",
        ]
        if registration.strangers > 0 { metadata["other_endpoints_here"] = "\(registration.strangers)" }
        if registration.way == .unreadable {
            metadata["way_out"] = "set the CLAPPER_SECRET_KEY that sealed it, or clapper endpoints rotate"
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
