import Logging

/// The metadata of one log event, flattened, redacted and sorted by key.
struct LogFields {
    let members: [(key: String, value: String)]

    /// Keys that a line has of its own; metadata with such a key gets `metadata.` before it.
    static let reserved: Set<String> = ["ts", "level", "label", "message", "error", "error_type"]

    /// Explicit metadata wins over the provider's, and that over the handler's. Dictionaries become `outer.inner`,
    /// arrays `name.0`. The event's error comes last, as `error` and `error_type`.
    init(handler: Logger.Metadata, provider: Logger.MetadataProvider?, event: LogEvent) {
        var metadata = handler
        if let provided = provider?.get() { metadata.merge(provided) { _, new in new } }
        if let explicit = event.metadata { metadata.merge(explicit) { _, new in new } }

        var flat: [String: String] = [:]
        for (key, value) in metadata {
            Self.flatten(value, key: Self.reserved.contains(key) ? "metadata.\(key)" : key, into: &flat)
        }
        var members = flat.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
        if let error = event.error {
            members.append(("error", LogRedaction.clean(String(describing: error))))
            members.append(("error_type", String(reflecting: type(of: error))))
        }
        self.members = members
    }

    /// A sensitive outer key covers everything inside, because it stays part of the flattened key.
    private static func flatten(_ value: Logger.MetadataValue, key: String, into flat: inout [String: String]) {
        switch value {
        case .dictionary(let members):
            for (inner, value) in members { flatten(value, key: "\(key).\(inner)", into: &flat) }
        case .array(let elements):
            for (index, value) in elements.enumerated() { flatten(value, key: "\(key).\(index)", into: &flat) }
        case .string(let text):
            flat[key] = shown(key: key) { text }
        case .stringConvertible(let object):
            flat[key] = shown(key: key) { object.description }
        }
    }

    private static func shown(key: String, _ text: () -> String) -> String {
        guard LogRedaction.isSensitive(key: key) else { return LogRedaction.clean(text()) }
        let text = text()
        return LogRedaction.isCount(text) ? text : LogRedaction.placeholder
    }
}
