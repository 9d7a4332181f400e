import Foundation
import HeyGen

/// The settings of a JSON file: `{"clapper": {"maxRenders": 10}}` sets `CLAPPER_MAX_RENDERS`.
///
/// Every member must be a setting: one that is misspelt would otherwise be passed over, and its default be believed.
struct SettingsFile {
    /// Far more than all settings need.
    private static let limitBytes = 1_048_576

    /// By variable, as the text an environment would hold.
    let values: [String: String]

    /// - Throws: ``SettingsError`` naming the file and, where one is to blame, the member.
    init(path: String) throws(SettingsError) {
        let bytes = try Self.read(path)
        let json: RawJSON
        do throws(RawJSONError) {
            json = try RawJSON(bytes)
        } catch {
            throw SettingsError("--config", "\(path) is no JSON object: \(error)")
        }
        guard json.kind == .object else { throw SettingsError("--config", "\(path) is no JSON object") }
        values = try Self.values(json, path)
    }

    /// Where a setting stands in a file: the first word of its variable is the object, the rest the member.
    static func place(of name: String) -> (object: String, member: String) {
        let words = name.lowercased().split(separator: "_").map(String.init)
        let member = words.dropFirst().enumerated().map { $0.offset == 0 ? $0.element : $0.element.capitalized }
        return (words[0], member.joined())
    }

    private static func read(_ path: String) throws(SettingsError) -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw SettingsError("--config", "\(path) cannot be opened; give a JSON file with settings")
        }
        defer { try? file.close() }
        let data: Data
        do {
            // Nothing at the end of an empty file.
            data = try file.read(upToCount: limitBytes + 1) ?? Data()
        } catch {
            throw SettingsError("--config", "\(path) cannot be read; give a JSON file with settings")
        }
        guard data.count <= limitBytes else { throw SettingsError("--config", "\(path) is larger than 1 MiB") }
        return Array(data)
    }

    private static func values(_ json: RawJSON, _ path: String) throws(SettingsError) -> [String: String] {
        var known: [String: [String: String]] = [:]
        for name in Settings.names {
            let place = place(of: name)
            known[place.object, default: [:]][place.member] = name
        }
        var values: [String: String] = [:]
        for (object, members) in json.members {
            guard let names = known[object] else {
                throw SettingsError(
                    "--config", "\(path): '\(object)' is unknown; known are \(list(known.keys))")
            }
            guard members.kind == .object else {
                throw SettingsError("--config", "\(path): \(object) must be an object")
            }
            for (member, value) in members.members {
                guard let name = names[member] else {
                    throw SettingsError(
                        "--config", "\(path): '\(member)' is unknown in \(object); known are \(list(names.keys))")
                }
                guard let text = text(value) else {
                    throw SettingsError(
                        "--config",
                        "\(path): \(object).\(member) must be a text, a number, true or false, or a list of texts "
                            + "without commas")
                }
                values[name] = text
            }
        }
        return values
    }

    private static func list(_ words: some Sequence<String>) -> String { words.sorted().joined(separator: ", ") }

    /// The value as a variable would hold it, an empty one where there is none; nil for what no setting is.
    private static func text(_ value: RawJSON) -> String? {
        switch value.kind {
        case .string: return value.string
        case .number, .bool: return value.text
        case .null: return ""
        case .array:
            let parts = value.elements.map(\.string)
            guard parts.allSatisfy({ $0?.contains(",") == false }) else { return nil }
            return parts.compactMap(\.self).joined(separator: ",")
        case .object: return nil
        }
    }
}
