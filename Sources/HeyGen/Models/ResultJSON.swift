/// Writes the JSON object that says what a render gave. Of a name that comes twice, the first counts.
struct ResultJSON {
    private var members: [(name: String, value: [UInt8])] = []

    mutating func add(_ name: String, string: String?) {
        guard let string, !string.isEmpty else { return }
        add(name, json: JSONString.quoted(string))
    }

    mutating func add(_ name: String, number: Double?) {
        guard let number, number.isFinite else { return }
        add(name, json: Array("\(number)".utf8))
    }

    /// - Parameter json: checked JSON.
    mutating func add(_ name: String, json: [UInt8]) {
        if !members.contains(where: { $0.name == name }) { members.append((name, json)) }
    }

    /// The object; nil if nothing was added.
    var text: String? {
        members.isEmpty ? nil : String(decoding: JSONObjectWriter.object(members), as: UTF8.self)
    }
}
