/// Changes to the members of one JSON object, collected first and applied to its bytes in one go.
struct ObjectEdits {
    private let object: RawJSON
    private let members: [(name: String, key: Range<Int>, value: Range<Int>)]
    /// Ranges of the text and what takes their place; they do not overlap.
    private var replacements: [(range: Range<Int>, bytes: [UInt8])] = []
    /// Members to stand behind the opening brace, the latest first.
    private var insertions: [[UInt8]] = []
    private var removed: Set<Int> = []

    /// - Precondition: `object` is an object.
    init(_ object: RawJSON) {
        self.object = object
        members = object.memberRanges.map { member in
            (JSONString.decodeLossily(object.storage, member.key), member.key, member.value)
        }
    }

    /// Gives every member `name` this value, or adds one.
    mutating func set(_ name: String, to value: [UInt8]) {
        let standing = members.filter { $0.name == name }
        for member in standing { replacements.append((member.value, value)) }
        if standing.isEmpty { insertions.insert(JSONString.quoted(name) + [ASCII.colon] + value, at: 0) }
    }

    /// Cuts out every member of these names, each with one comma.
    mutating func remove(_ names: Set<String>) {
        for (index, member) in members.enumerated() where names.contains(member.name) { removed.insert(index) }
        let firstKept = members.indices.first { !removed.contains($0) }
        for index in removed {
            if let firstKept, index > firstKept {
                replacements.append((members[index - 1].value.upperBound..<members[index].value.upperBound, []))
            } else {
                // Before the first member that stays: up to the next key, or to the end of the last value.
                let isLast = index == members.count - 1
                let end = isLast ? members[index].value.upperBound : members[index + 1].key.lowerBound
                replacements.append((members[index].key.lowerBound..<end, []))
            }
        }
    }

    /// Appends to every string `name`; sets it where it is missing or null.
    mutating func append(_ suffix: String, toString name: String) {
        let alone = JSONString.quoted(String(suffix.drop { $0 == " " }))
        let standing = members.filter { $0.name == name }
        for member in standing {
            switch RawJSON(storage: object.storage, range: member.value).kind {
            case .string:
                let end = member.value.upperBound - 1
                replacements.append((end..<end, JSONString.escaped(suffix)))
            case .null: replacements.append((member.value, alone))
            default: break
            }
        }
        if standing.isEmpty { insertions.append(JSONString.quoted(name) + [ASCII.colon] + alone) }
    }

    /// The bytes of the whole text with all edits.
    func apply() -> [UInt8] {
        let source = object.storage
        let afterBrace = object.range.lowerBound + 1
        var result = Array(source[..<afterBrace])
        let remaining = members.count - removed.count
        for (index, insertion) in insertions.enumerated() {
            result += insertion
            if index < insertions.count - 1 || remaining > 0 { result.append(ASCII.comma) }
        }
        var position = afterBrace
        for replacement in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            result += source[position..<replacement.range.lowerBound]
            result += replacement.bytes
            position = replacement.range.upperBound
        }
        result += source[position...]
        return result
    }
}
