import Logging

/// Tells of every line's level, and keeps nothing.
struct CountingLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace
    let note: @Sendable (Logger.Level) -> Void

    init(_ note: @escaping @Sendable (Logger.Level) -> Void) { self.note = note }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { note(event.level) }
}
