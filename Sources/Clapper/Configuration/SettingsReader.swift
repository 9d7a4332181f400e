import Configuration
import Foundation
import SystemPackage

/// Reads settings from flags, then the environment, then a file, and remembers what it read for the log.
///
/// A setting is named by its environment variable everywhere. In the file `CLAPPER_MAX_RENDERS` is
/// `{"clapper": {"maxRenders": 10}}`: the first word is the object, the rest the member.
package struct SettingsReader: Sendable {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - flags: values by variable; those win.
    ///   - environment: an empty variable counts as a missing one.
    ///   - file: the path of a JSON file; nil for none.
    /// - Throws: ``SettingsError`` when the file is not there or no JSON object.
    package init(
        flags: [String: String] = [:], environment: [String: String], file: String? = nil
    ) async throws(SettingsError) {
        let values = Dictionary(
            uniqueKeysWithValues: flags.map { name, value in
                (AbsoluteConfigKey(Self.key(name)), ConfigValue(.string(value), isSecret: true))
            })
        var providers: [any ConfigProvider] = [
            InMemoryProvider(name: "flags", values: values),
            EnvironmentVariablesProvider(environmentVariables: environment.filter { !$0.value.isEmpty }),
        ]
        if let file {
            do {
                providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
            } catch {
                throw SettingsError("--config", "\(file) cannot be read as a JSON object: \(error)")
            }
        }
        reader = ConfigReader(providers: providers)
    }

    /// The value of a variable as text; nil when it is set nowhere.
    package func text(_ name: String) -> String? {
        reader.string(forKey: Self.key(name), isSecret: true).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Comma-separated parts, without the empty ones and the spaces around them.
    package func list(_ name: String) -> [String] {
        (text(name) ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    package func integer(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws(SettingsError) -> Int
    {
        let value: Int?
        if let text = text(name) {
            value = Int(text)
        } else if let number = reader.int(forKey: Self.key(name)) {
            value = number
        } else {
            return fallback
        }
        guard let value, range.contains(value) else {
            throw SettingsError(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    package func number(_ name: String, above lower: Double, default fallback: Double) throws(SettingsError) -> Double {
        let value: Double?
        if let text = text(name) {
            value = Double(text)
        } else if let number = reader.double(forKey: Self.key(name)) {
            value = number
        } else {
            return fallback
        }
        guard let value, value.isFinite, value > lower else {
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
    static func key(_ name: String) -> ConfigKey {
        let words = name.lowercased().split(separator: "_").map(String.init)
        let member = words.dropFirst().enumerated().map { $0.offset == 0 ? $0.element : $0.element.capitalized }
        return ConfigKey([words[0], member.joined()])
    }
}
