/// One member of a result, by where HeyGen has it.
enum ResultField: Sendable {
    /// A text of the same name.
    case text(String)
    case number(String)
    /// Whatever it is, byte for byte.
    case json(String)
    /// The first text of this name among the elements of a list.
    case first(String, inside: String)

    /// Its name in our result: HeyGen's own.
    var name: String {
        switch self {
        case .text(let name), .number(let name), .json(let name), .first(let name, _): name
        }
    }

    func add(from resource: RawJSON, to result: inout ResultJSON) {
        switch self {
        case .text(let name): result.add(name, string: resource[name]?.nonEmptyString)
        case .number(let name): result.add(name, number: resource[name]?.double)
        case .json(let name):
            // What jsonb refuses must not keep an ending from being stored; the evidence has it byte for byte.
            if let value = resource[name], !value.isNull, value.jsonbRefusal == nil {
                result.add(name, json: Array(value.bytes))
            }
        case .first(let name, let list):
            let found = resource[list]?.elements.lazy.compactMap { $0[name]?.nonEmptyString }.first
            result.add(name, string: found)
        }
    }
}
