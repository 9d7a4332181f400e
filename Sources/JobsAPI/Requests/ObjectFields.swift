import HTTPTypes
import HeyGen
import Jobs
import Problems

/// The members of a JSON object, of which only known ones are taken; `null` counts as absent.
struct ObjectFields {
    private var values: [String: RawJSON] = [:]

    /// - Throws: ``FieldProblem`` naming an unknown member, ``Problem`` when it is no object.
    init(_ json: RawJSON, known: [String]) throws {
        guard json.kind == .object else {
            throw Problem(.badRequest, "a JSON object is needed, with these fields: \(known.joined(separator: ", "))")
        }
        // Of duplicates the last one counts, as in jsonb.
        for (name, value) in json.members {
            guard known.contains(name) else {
                throw FieldProblem(
                    String(name.prefix(100)), "is unknown; known fields: \(known.joined(separator: ", "))")
            }
            values[name] = value.isNull ? nil : value
        }
    }

    func value(_ name: String) -> RawJSON? { values[name] }

    func string(_ name: String) throws(FieldProblem) -> String? {
        guard let value = values[name] else { return nil }
        guard value.kind == .string else { throw FieldProblem(name, "must be a string") }
        guard let text = value.string else {
            throw FieldProblem(name, "must not hold \\u0000 or half a surrogate pair")
        }
        return text
    }

    func integer(_ name: String) throws(FieldProblem) -> Int? {
        guard let value = values[name] else { return nil }
        guard let number = value.int else { throw FieldProblem(name, "must be a whole number") }
        return number
    }

    func bool(_ name: String) throws(FieldProblem) -> Bool? {
        guard let value = values[name] else { return nil }
        guard let flag = value.bool else { throw FieldProblem(name, "must be true or false") }
        return flag
    }

    /// A string that has to be there, of 1 to `limit` visible ASCII characters.
    func visible(_ name: String, limit: Int) throws(FieldProblem) -> String {
        guard let text = try string(name) else { throw FieldProblem(name, "is needed") }
        guard !text.isEmpty, text.utf8.count <= limit, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw FieldProblem(name, "must be 1 to \(limit) visible ASCII characters")
        }
        return text
    }
}
