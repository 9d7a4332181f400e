/// How log lines look. The raw values are those of `CLAPPER_LOG_FORMAT`.
package enum LogFormat: String, Sendable, CaseIterable {
    /// One line for people per event.
    case text
    /// One JSON object per line and event.
    case json
}
