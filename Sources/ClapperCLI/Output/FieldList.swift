import ClapperClient
import HeyGen

/// One document for a terminal: a line for each of its fields, in the server's order.
///
/// What is null or an empty object is left out; `result` and `failure` are shown by their own fields. It knows no field,
/// so what a newer server tells is shown too.
struct FieldList {
    /// The most characters of a text; a link of HeyGen is long and must stay whole to be of use.
    private static let textLimit = 2000
    /// The most characters of an object: the request of a job is not what one looks for.
    private static let objectLimit = 200

    let fields: [(name: String, value: String)]

    init(_ document: Document) {
        fields = document.json.members.flatMap { name, value in
            switch name {
            case "result", "failure": value.members.compactMap { Self.field("\(name).\($0.key)", $0.value) }
            default: Self.field(name, value).map { [$0] } ?? []
            }
        }
    }

    var lines: [String] {
        let names = fields.map { TerminalText.escaped($0.name) }
        let widest = names.map(TerminalText.width).max() ?? 0
        return zip(names, fields).map { name, field in
            name + String(repeating: " ", count: widest - TerminalText.width(name) + 2) + field.value
        }
    }

    private static func field(_ name: String, _ value: RawJSON) -> (name: String, value: String)? {
        switch value.kind {
        case .null: return nil
        case .object where value.members.isEmpty: return nil
        case .array where value.elements.isEmpty: return nil
        case .object, .array:
            return (name, TerminalText.cut(TerminalText.escaped(value.text), to: objectLimit))
        case .string, .number, .bool:
            let text = TerminalText.escaped(value.string ?? value.text)
            return (name, TerminalText.cut(text, to: textLimit))
        }
    }
}
