import Configuration
import Foundation

/// Reads settings from flags, then the environment, then a file.
///
/// A setting is named by its environment variable everywhere; ``SettingsFile`` tells how it stands in a file.
package struct SettingsReader: Sendable {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - flags: values by variable; those win.
    ///   - environment: an empty variable counts as a missing one.
    ///   - file: the path of a JSON file; nil for none.
    /// - Throws: ``SettingsError`` when the file is not there, no JSON object, or holds what is no setting.
    package init(
        flags: [String: String] = [:], environment: [String: String], file: String? = nil
    ) async throws(SettingsError) {
        var providers: [any ConfigProvider] = [
            Self.provider("flags", flags),
            EnvironmentVariablesProvider(environmentVariables: environment.filter { !$0.value.isEmpty }),
        ]
        if let file { providers.append(Self.provider("file", try SettingsFile(path: file).values)) }
        reader = ConfigReader(providers: providers)
    }

    private static func provider(_ name: String, _ values: [String: String]) -> InMemoryProvider {
        InMemoryProvider(
            name: name,
            values: Dictionary(
                uniqueKeysWithValues: values.map { name, value in
                    (AbsoluteConfigKey(key(name)), ConfigValue(.string(value), isSecret: true))
                }))
    }

    /// The value of a variable as text; nil when it is set nowhere.
    /// - Precondition: `name` is one of ``Settings/names``.
    package func text(_ name: String) -> String? {
        precondition(Settings.names.contains(name), "\(name) is read and not in Settings.names")
        return reader.string(forKey: Self.key(name), isSecret: true).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Comma-separated parts, without the empty ones and the spaces around them.
    package func list(_ name: String) -> [String] {
        (text(name) ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    package func integer(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws(SettingsError) -> Int
    {
        guard let text = text(name) else { return fallback }
        guard let value = Int(text), range.contains(value) else {
            throw SettingsError(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    package func number(_ name: String, above lower: Double, default fallback: Double) throws(SettingsError) -> Double {
        guard let text = text(name) else { return fallback }
        guard let value = Double(text), value.isFinite, value > lower else {
            throw SettingsError(name, "must be a number above \(lower)")
        }
        return value
    }

    /// `on` or `off`.
    package func isOn(_ name: String, default fallback: Bool) throws(SettingsError) -> Bool {
        switch text(name)?.lowercased() {
        case nil: return fallback
        case "on", "true", "1": return true
        case "off", "false", "0": return false
        default: throw SettingsError(name, "must be on or off")
        }
    }

    /// `CLAPPER_MAX_RENDERS` → `clapper.maxRenders`.
    private static func key(_ name: String) -> ConfigKey {
        let place = SettingsFile.place(of: name)
        return ConfigKey([place.object, place.member])
    }
}
