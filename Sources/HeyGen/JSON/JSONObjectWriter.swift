/// Writes one JSON object member by member, so that values that are JSON already keep their bytes.
package struct JSONObjectWriter {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    package init() {}

    /// The finished object of members whose values are valid JSON already.
    package static func object(_ members: [(name: String, value: [UInt8])]) -> [UInt8] {
        var writer = JSONObjectWriter()
        for member in members { writer.add(member.name, raw: member.value) }
        return writer.finish()
    }

    /// Adds a string, or `null`.
    package mutating func add(_ name: String, string: String?) {
        key(name)
        if let string { bytes += JSONString.quoted(string) } else { bytes += "null".utf8 }
    }

    /// Adds an integer, or `null`.
    package mutating func add(_ name: String, integer: Int?) {
        key(name)
        bytes += (integer.map(String.init) ?? "null").utf8
    }

    /// Adds a value that is valid JSON already, or `null`.
    package mutating func add(_ name: String, raw: [UInt8]?) {
        key(name)
        if let raw { bytes += raw } else { bytes += "null".utf8 }
    }

    /// The finished object as UTF-8 bytes.
    package func finish() -> [UInt8] {
        bytes + [UInt8(ascii: "}")]
    }

    /// An array of values that are valid JSON already.
    package static func array(_ values: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += value
        }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }

    private mutating func key(_ name: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes += JSONString.quoted(name)
        bytes.append(UInt8(ascii: ":"))
    }
}
