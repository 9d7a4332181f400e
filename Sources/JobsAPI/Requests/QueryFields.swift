import Foundation
import Hummingbird
import Jobs

/// The parameters of a query, of which only known ones are taken, each once: a misspelled filter must not list everything.
struct QueryFields {
    private var values: [String: String] = [:]

    init(_ request: Request, known: [String]) throws(FieldProblem) {
        for (key, value) in request.uri.queryParameters {
            let name = String(key)
            guard known.contains(name) else {
                throw FieldProblem(
                    String(name.prefix(100)), "is unknown; known parameters: \(known.joined(separator: ", "))")
            }
            guard !value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
                throw FieldProblem(name, "holds a control character")
            }
            guard values.updateValue(String(value), forKey: name) == nil else {
                throw FieldProblem(name, "is given twice")
            }
        }
    }

    func text(_ name: String) -> String? { values[name] }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(FieldProblem) -> Int? {
        guard let text = values[name] else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text),
            range.contains(value)
        else {
            throw FieldProblem(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// `limit`, 1 to 200, default 50.
    func limit() throws(FieldProblem) -> Int {
        try integer("limit", in: 1...JobStore.pageLimit) ?? 50
    }

    /// The id after which the page begins.
    func token() throws(FieldProblem) -> UUID? {
        guard let text = values["token"] else { return nil }
        guard let id = PageToken.id(text) else {
            throw FieldProblem("token", "is not the next_token of an earlier page")
        }
        return id
    }
}
