import HeyGen

/// What an object must look like: its fields, none besides them, and rules between them.
struct ObjectRules: Sendable {
    /// A rule between fields; returns what is wrong. The path of the object is put before `param`.
    typealias Check = @Sendable (RawJSON) -> ValidationIssue?

    let fields: [FieldRule]
    let byName: [String: FieldRule]
    let checks: [Check]

    init(_ fields: [FieldRule], checks: [Check] = []) {
        self.fields = fields
        byName = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0) })
        self.checks = checks
    }
}

extension RawJSON {
    /// Whether the member is there and not null: HeyGen's schema makes no difference between absent and null.
    func has(_ name: String) -> Bool { self[name].map { $0.kind != .null } ?? false }
}
