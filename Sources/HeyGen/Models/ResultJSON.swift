/// Writes the JSON object that says what a render gave.
struct ResultJSON {
    private var members: [UInt8] = []

    mutating func add(_ name: String, string: String?) {
        guard let string, !string.isEmpty else { return }
        append(name, JSONString.quoted(string))
    }

    mutating func add(_ name: String, number: Double?) {
        guard let number, number.isFinite else { return }
        append(name, Array("\(number)".utf8))
    }

    /// The object; nil if nothing was added.
    var text: String? {
        members.isEmpty ? nil : "{" + String(decoding: members, as: UTF8.self) + "}"
    }

    private mutating func append(_ name: String, _ value: [UInt8]) {
        if !members.isEmpty { members.append(ASCII.comma) }
        members += JSONString.quoted(name) + [ASCII.colon] + value
    }
}
