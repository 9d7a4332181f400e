import Foundation
import HeyGen
import JobsAPI
package import PostgreSQL

extension Settings {
    static func roles(_ reader: SettingsReader) throws(SettingsError) -> Set<Role> {
        guard let text = reader.text("CLAPPER_ROLES") else { return Set(Role.allCases) }
        return try Role.list(text, name: "CLAPPER_ROLES")
    }

    /// A session connection, for what PgBouncer in transaction mode cannot carry.
    package static func directDatabase(_ reader: SettingsReader) throws(SettingsError) -> PostgreSQLConfiguration {
        if let direct = try database(reader, "CLAPPER_DIRECT_URL") { return direct }
        if let database = try database(reader, "DATABASE_URL") { return database }
        throw noDatabase
    }

    static let noDatabase = SettingsError("DATABASE_URL", "is not set; give postgres://user:password@host/name")

    static func database(
        _ reader: SettingsReader, _ name: String
    ) throws(SettingsError) -> PostgreSQLConfiguration? {
        guard let text = reader.text(name) else { return nil }
        do {
            return try PostgreSQLConfiguration(url: text)
        } catch {
            throw SettingsError(name, "\(error); give postgres://user:password@host/name")
        }
    }

    static func credential(_ reader: SettingsReader) throws(SettingsError) -> Credential? {
        let key = reader.text("HEYGEN_API_KEY")
        let token = reader.text("HEYGEN_ACCESS_TOKEN")
        if key != nil, token != nil {
            throw SettingsError(
                "HEYGEN_API_KEY", "is set and HEYGEN_ACCESS_TOKEN is too; they bill differently: set one")
        }
        for (name, value) in [("HEYGEN_API_KEY", key), ("HEYGEN_ACCESS_TOKEN", token)] {
            // A line break from a badly copied secret would end the header, and be blamed on HeyGen.
            if let value, !value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
                throw SettingsError(name, "holds a space or a character that no header takes; copy it again")
            }
        }
        return key.map(Credential.apiKey) ?? token.map(Credential.accessToken)
    }

    /// Who may use `/v1`. `CLAPPER_OPEN_ACCESS` lets everybody, and is for `clapper up`: whoever reaches the port can buy
    /// renders, so it is taken on loopback only.
    static func access(_ reader: SettingsReader, host: String) throws(SettingsError) -> APIAccess {
        let tokens = try parse(reader, "CLAPPER_API_TOKENS") { try APIAccess(parsing: $0) }
        guard try reader.isOn("CLAPPER_OPEN_ACCESS", default: false) else { return tokens ?? .closed }
        guard tokens == nil else {
            throw SettingsError("CLAPPER_OPEN_ACCESS", "is on and CLAPPER_API_TOKENS is set too; leave one of them out")
        }
        guard isLoopback(host) else {
            throw SettingsError(
                "CLAPPER_OPEN_ACCESS",
                "is on, and CLAPPER_HOST is not a loopback address; set CLAPPER_API_TOKENS instead, or CLAPPER_HOST to "
                    + "127.0.0.1")
        }
        return .open
    }

    /// Names are not resolved: what `localhost` means is fixed, what others mean is not.
    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 4, parts[0] == "127", parts.allSatisfy({ UInt8($0) != nil }) { return true }
        return host == "::1" || host.lowercased() == "localhost"
    }

    /// An http or https address without credentials, query or fragment.
    static func url(_ reader: SettingsReader, _ name: String) throws(SettingsError) -> String? {
        guard let text = reader.text(name) else { return nil }
        guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme?.lowercased()),
            parts.host?.isEmpty == false, parts.user == nil, parts.query == nil, parts.fragment == nil
        else { throw SettingsError(name, "must be an http or https URL without user, query or fragment") }
        return text
    }

    /// Reads a value by its own parser, whose error gives the reason.
    static func parse<Value>(
        _ reader: SettingsReader, _ name: String, _ parse: (String) throws -> Value
    ) throws(SettingsError) -> Value? {
        guard let text = reader.text(name) else { return nil }
        do {
            return try parse(text)
        } catch let error as SettingsError {
            throw error
        } catch {
            let reason = "\(error)"
            throw SettingsError(name, reason.hasPrefix("\(name): ") ? String(reason.dropFirst(name.count + 2)) : reason)
        }
    }
}
