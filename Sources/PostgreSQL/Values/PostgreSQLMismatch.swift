/// A value and a type that do not go together; the caller adds the column or the parameter and makes it a
/// ``PostgreSQLError``. Holds names of types only, never the value.
package struct PostgreSQLMismatch: Error, Sendable, Equatable {
    /// What one side asks for: `int4`, `a value`.
    package let expected: String
    /// What the other side has: `text`, `NULL`, `infinity`.
    package let found: String

    package init(expected: String, found: String) {
        self.expected = expected
        self.found = found
    }
}
