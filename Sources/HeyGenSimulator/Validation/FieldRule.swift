/// A field of an object.
struct FieldRule: Sendable {
    let name: String
    let shape: FieldShape
    var isRequired = false

    static func required(_ name: String, _ shape: FieldShape) -> FieldRule {
        FieldRule(name: name, shape: shape, isRequired: true)
    }

    static func optional(_ name: String, _ shape: FieldShape) -> FieldRule { FieldRule(name: name, shape: shape) }
}
