/// A setting that is missing or cannot be used: its name, what is wrong and the way out. Exit code 2.
package struct SettingsError: Error, Equatable, Sendable, CustomStringConvertible {
    /// As an environment variable.
    package let name: String
    package let reason: String

    package init(_ name: String, _ reason: String) {
        self.name = name
        self.reason = reason
    }

    package var description: String { "\(name): \(reason)" }
}
