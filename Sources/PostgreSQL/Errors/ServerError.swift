/// What the server said when it refused a statement.
package struct ServerError: Error, Sendable, Hashable {
    package let state: SQLState
    /// `ERROR`, `FATAL` or `PANIC`, whatever language the server speaks.
    package let severity: String
    package let message: String
    /// May hold values of the row or the parameters: never log it.
    package let detail: String?
    package let hint: String?
    package let constraint: String?
    package let schema: String?
    package let table: String?
    package let column: String?
    /// Where in the statement's text, in characters from 1.
    package let position: Int?
}

extension ServerError: CustomStringConvertible {
    /// State and message without ``detail``. Messages of syntax errors in values (class 22) quote the value, and so
    /// only the state is told of those.
    package var description: String {
        let subject = [constraint.map { "constraint \($0)" }, table.map { "table \($0)" }].compactMap(\.self)
        let place = subject.isEmpty ? "" : " (\(subject.joined(separator: ", ")))"
        guard state.errorClass != "22" else { return "PostgreSQL \(severity) \(state): data exception\(place)" }
        return "PostgreSQL \(severity) \(state): \(message)\(place)"
    }
}
