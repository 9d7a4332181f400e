package import Logging

/// Sets up swift-log for this process.
package enum ProcessLogging {
    /// Makes every logger write lines of this format to standard error, from `level` on.
    ///
    /// Call it once, first thing in `main`, and never in a test: swift-log stops the process at a second call.
    package static func bootstrap(format: LogFormat, level: Logger.Level) {
        LoggingSystem.bootstrap(
            { label, provider in
                handler(format: format, label: label, level: level, metadataProvider: provider)
            }, metadataProvider: nil)
    }

    /// The handler that ``bootstrap(format:level:)`` gives to a logger.
    package static func handler(
        format: LogFormat, label: String, level: Logger.Level, writer: LogLineWriter = .standardError,
        metadataProvider: Logger.MetadataProvider? = nil
    ) -> any LogHandler {
        switch format {
        case .text:
            TextLogHandler(label: label, level: level, writer: writer, metadataProvider: metadataProvider)
        case .json:
            JSONLogHandler(label: label, level: level, writer: writer, metadataProvider: metadataProvider)
        }
    }
}
