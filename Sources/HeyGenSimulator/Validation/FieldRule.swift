/// A field of an object.
struct FieldRule: Sendable {
    let name: String
    let shape: FieldShape
    var isRequired = false
    /// Null stands for absent. HeyGen's schema says so of most optional fields, but not of those with a default.
    var isNullable = true

    static func required(_ name: String, _ shape: FieldShape) -> FieldRule {
        FieldRule(name: name, shape: shape, isRequired: true, isNullable: false)
    }

    /// May be absent, but not null.
    static func standard(_ name: String, _ shape: FieldShape) -> FieldRule {
        FieldRule(name: name, shape: shape, isNullable: false)
    }

    static func optional(_ name: String, _ shape: FieldShape) -> FieldRule { FieldRule(name: name, shape: shape) }
}
