package import Logging

/// Writes each event as one JSON object on a line of its own: `ts`, `level`, `label`, `message`, then the metadata,
/// then `error` and `error_type` if there is an error. All values are strings.
package struct JSONLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let writer: LogLineWriter

    package init(
        label: String, level: Logger.Level = .info, writer: LogLineWriter = .standardError,
        metadataProvider: Logger.MetadataProvider? = nil
    ) {
        self.label = label
        self.logLevel = level
        self.writer = writer
        self.metadataProvider = metadataProvider
    }

    package subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let fields = LogFields(handler: metadata, provider: metadataProvider, event: event)
        writer.write(
            JSONText.object(
                [
                    ("ts", LogTimestamp.now()),
                    ("level", event.level.rawValue),
                    ("label", label),
                    ("message", LogRedaction.clean("\(event.message)")),
                ] + fields.members))
    }
}
