import ArgumentParser
import Glibc
import HeyGenSimulator
import Logging
import ServiceLifecycle
import UnixSignals

/// `clapper simulate`: a HeyGen to develop, test and break against. Needs no database.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a strict stand-in for HeyGen's v3 API over HTTP.",
        discussion: """
            It refuses what HeyGen refuses. Beside HeyGen's own routes, and without a key:

            GET  /_simulator/ledger  what was bought and delivered
            POST /_simulator/faults  sets rates, as in {"drop-events": 0.1}; GET reads them
            POST /_simulator/keys    takes another key: {"api_key": "k"}; {} takes any
            """)

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 picks a free one, which is printed.")
    var port = 8090

    @Option(help: "The fate and length of every video are a hash of this and its callback id.")
    var seed: UInt64 = 1

    @Option(help: "Simulated seconds per real second: 100 renders a hundred times faster.")
    var timeScale = 1.0

    @Option(help: "Renders in flight; one more is answered 429.")
    var limit = 10

    @Option(help: "The only key that is accepted (default: any that is not empty).")
    var apiKey: String?

    @Option(
        help: "A webhook endpoint registered from the start; plain http to another machine is taken with a warning.")
    var webhookURL: String?

    @Option(help: "The secret that signs its events.")
    var webhookSecret: String?

    @Option(help: "The signature headers: prefixed, plain or both.")
    var headerProfile = "both"

    @Option(help: "A fault and its rate, as in drop-events=0.1; repeatable.")
    var fault: [String] = []

    @Option(help: "The share of renders that fail, 0 to 1.")
    var failRate = 0.1

    @Option(help: "The shortest and the longest render in simulated seconds, as in 60-300 (default).")
    var renderSeconds: String?

    @OptionGroup var log: LogOptions

    func run() async throws {
        ParentWatch.beginIfAsked()
        BrokenPipes.ignore()
        try log.bootstrap()
        let logger = Logger(label: "clapper.simulate")
        let settings = try settings()
        if let address = settings.webhookURL.flatMap(WebhookAddress.init), address.isExposed {
            logger.warning(
                "events go unencrypted to another machine, where HeyGen would insist on https",
                metadata: ["host": "\(address.host)"])
        }
        let simulator = Simulator(configuration: settings, logger: logger)
        var group = ServiceGroupConfiguration(
            services: [.init(service: simulator), .init(service: PortPrinter(simulator: simulator, host: host))],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(8)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch {
            throw ListeningAddress(host: host, port: port, hostName: "--host", portName: "--port").explain(error)
        }
    }

    private func settings() throws -> SimulatorConfiguration {
        var settings = SimulatorConfiguration()
        settings.host = host
        guard (0...65535).contains(port) else { throw UsageError(text: "--port: must be 0 to 65535") }
        settings.port = port
        settings.seed = seed
        guard timeScale > 0, timeScale.isFinite else { throw UsageError(text: "--time-scale: must be above 0") }
        guard limit > 0 else { throw UsageError(text: "--limit: must be 1 or more") }
        guard (0...1).contains(failRate) else { throw UsageError(text: "--fail-rate: must be 0 to 1") }
        settings.timeScale = timeScale
        settings.limit = limit
        settings.failRate = failRate
        if let renderSeconds { settings.renderSeconds = try Self.range(renderSeconds) }
        settings.apiKey = apiKey
        if let webhookURL, WebhookAddress(webhookURL) == nil {
            throw UsageError(text: "--webhook-url: must be an http or https URL with a host")
        }
        settings.webhookURL = webhookURL
        settings.webhookSecret = webhookSecret
        guard let profile = HeaderProfile(rawValue: headerProfile) else {
            throw UsageError(text: "--header-profile: \(headerProfile) is unknown; use prefixed, plain or both")
        }
        settings.headerProfile = profile
        for assignment in fault {
            do {
                try settings.faults.set(assignment)
            } catch {
                throw UsageError(text: "--fault: \(error)")
            }
        }
        return settings
    }

    private static func range(_ text: String) throws -> ClosedRange<Double> {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Double($0) }
        guard ends.count == 2, let shortest = ends[0], let longest = ends[1], shortest <= longest, longest <= 1_000_000
        else { throw UsageError(text: "--render-seconds: must be two numbers, the shorter first, as in 60-300") }
        return shortest...longest
    }
}

/// Prints the address once the simulator listens, for scripts that start it on a free port.
private struct PortPrinter: Service {
    let simulator: Simulator
    let host: String

    func run() async throws {
        print("listening on http://\(host):\(try await simulator.listeningPort())")
        // A script that reads our pipe must see the line now.
        fflush(nil)
        try? await gracefulShutdown()
    }
}
