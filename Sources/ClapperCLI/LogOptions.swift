import ArgumentParser
import Foundation
import Logging
import Observability

/// How a command logs, by flag or by environment; the flag wins. Logs go to standard error.
struct LogOptions: ParsableArguments {
    @Option(help: "trace, debug, info, notice, warning, error or critical (CLAPPER_LOG_LEVEL; default info).")
    var logLevel: String?

    @Option(help: "text or json (CLAPPER_LOG_FORMAT; default text).")
    var logFormat: String?

    /// Sets up logging for the process. Once, before the first logger is made.
    func bootstrap() throws {
        let environment = ProcessInfo.processInfo.environment
        let level = logLevel ?? environment["CLAPPER_LOG_LEVEL"].nonEmpty ?? "info"
        let format = logFormat ?? environment["CLAPPER_LOG_FORMAT"].nonEmpty ?? "text"
        guard let level = Logger.Level(rawValue: level) else {
            throw UsageError(
                text:
                    "CLAPPER_LOG_LEVEL: \(level) is unknown; use trace, debug, info, notice, warning, error or critical"
            )
        }
        guard let format = LogFormat(rawValue: format) else {
            throw UsageError(text: "CLAPPER_LOG_FORMAT: \(format) is unknown; use text or json")
        }
        ProcessLogging.bootstrap(format: format, level: level)
    }
}

extension String? {
    /// The text, unless it is empty: an empty variable is a missing one.
    var nonEmpty: String? {
        guard let self, !self.isEmpty else { return nil }
        return self
    }
}
