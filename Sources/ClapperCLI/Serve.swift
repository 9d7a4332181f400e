import ArgumentParser
import Clapper
import CoreMetrics
import Foundation
import Logging
import Observability

/// `clapper serve`: the service itself.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run Clapper: take jobs, buy renders, hear events, tell the services that asked.",
        discussion: """
            Every setting is an environment variable, a flag, or a member of the JSON file given with --config; flags win, \
            then the environment. How it logs is set by flag or environment only. SIGTERM ends it within 10 s, a second one at once.
            """)

    @OptionGroup var options: ServeOptions
    @OptionGroup var log: LogOptions

    func run() async throws {
        ParentWatch.beginIfAsked()
        BrokenPipes.ignore()
        try log.bootstrap()
        let registry = PrometheusRegistry()
        MetricsSystem.bootstrap(registry)
        let settings = try await options.settings()
        let process = ClapperProcess(settings: settings, registry: registry, logger: Logger(label: "clapper")) { port in
            print("listening on http://\(settings.host):\(port)")
            // A script that reads our pipe must see the line now.
            fflush(nil)
        }
        do {
            try await process.run()
        } catch {
            throw ListeningAddress(
                host: settings.host, port: settings.port, hostName: "CLAPPER_HOST", portName: "CLAPPER_PORT"
            ).explain(error)
        }
    }
}
