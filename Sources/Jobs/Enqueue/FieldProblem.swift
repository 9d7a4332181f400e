/// A field of a request that cannot be taken: its name, and what is wrong and the way out.
package struct FieldProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// As in the JSON: `priority`, `request.callback_id`.
    package let field: String
    package let reason: String

    package init(_ field: String, _ reason: String) {
        self.field = field
        self.reason = reason
    }

    package var description: String { "\(field): \(reason)" }
}
