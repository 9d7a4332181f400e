/// What a process does. Any number of processes may take any of them, against one PostgreSQL.
package enum Role: String, Sendable, Hashable, CaseIterable {
    /// Takes HeyGen's signed events.
    case intake
    /// Serves other services: `/v1`.
    case api
    /// Buys renders.
    case submitter
    /// Reads what no event told.
    case reconciler
    /// Tells the services that asked.
    case notifier
    /// Prepares partitions, applies limits.
    case janitor

    /// Reads a comma-separated list; empty parts are ignored.
    /// - Throws: ``SettingsError`` naming the unknown word and the known ones.
    package static func list(_ text: String, name: String) throws(SettingsError) -> Set<Role> {
        var roles: Set<Role> = []
        for word in text.split(separator: ",").map({ $0.trimmingPrefix(while: \.isWhitespace) }) where !word.isEmpty {
            guard let role = Role(rawValue: String(word)) else {
                let known = Role.allCases.map(\.rawValue).joined(separator: ",")
                throw SettingsError(name, "'\(word)' is no role; give some of \(known)")
            }
            roles.insert(role)
        }
        guard !roles.isEmpty else { throw SettingsError(name, "is empty; leave it out for all roles") }
        return roles
    }

    /// Whether this role talks to HeyGen, and so needs a credential.
    var needsCredential: Bool { self == .submitter || self == .reconciler }
}
