import Logging
import Synchronization

/// Keeps what a logger is told.
struct NotifierLogCapture: LogHandler {
    struct Entry: Sendable {
        let level: Logger.Level
        let message: String
        let metadata: Logger.Metadata
    }

    final class Entries: Sendable {
        private let entries = Mutex<[Entry]>([])

        var all: [Entry] { entries.withLock { $0 } }

        func add(_ entry: Entry) { entries.withLock { $0.append(entry) } }
    }

    let entries: Entries
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    static func logger() -> (Logger, Entries) {
        let entries = Entries()
        return (Logger(label: "notifier") { _ in NotifierLogCapture(entries: entries) }, entries)
    }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        entries.add(Entry(level: event.level, message: "\(event.message)", metadata: event.metadata ?? [:]))
    }
}
