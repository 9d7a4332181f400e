package import Logging

/// Writes each event as one line for people: time, level, label, message, then `key=value` pairs.
package struct TextLogHandler: LogHandler {
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
        let level = event.level.rawValue
        let column = level + String(repeating: " ", count: max(0, 8 - level.count))
        let message = Self.onOneLine(LogRedaction.clean("\(event.message)"))
        let pairs = fields.members.map { " \(Self.onOneLine($0.key))=\(Self.shown($0.value))" }.joined()
        writer.write("\(LogTimestamp.now()) \(column) \(label): \(message)\(pairs)")
    }

    /// A value as it is when it is one plain word, else quoted, so that a line can be taken apart again.
    private static func shown(_ value: String) -> String {
        let isPlain =
            !value.isEmpty
            && value.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "\"" && $0 != "=" }
        return isPlain ? value : JSONText.quoted(value)
    }

    /// Escapes control characters: a line feed in a message must not look like another event.
    private static func onOneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return text }
        return String(JSONText.quoted(text).dropFirst().dropLast())
    }
}
