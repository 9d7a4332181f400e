import HeyGen

/// Checks a request against ``FieldShape`` rules. The recursion is as deep as the rules, never as deep as the request.
enum RequestValidator {
    static func check(_ value: RawJSON, _ shape: FieldShape, at path: String?) throws(ValidationIssue) {
        switch shape {
        case .text(let length): try checkText(value, length, path)
        case .word(let words):
            guard let word = value.string, words.contains(word) else {
                throw issue(path, "must be one of " + words.map { "'\($0)'" }.joined(separator: ", "))
            }
        case .url:
            guard let text = value.string, isAddress(text) else { throw issue(path, "must be an http(s) URL") }
        case .number(let range):
            guard let number = value.double, range.contains(number) else {
                throw issue(path, "must be a number from \(range.lowerBound) to \(range.upperBound)")
            }
        case .integer(let range):
            guard let number = value.int, range.contains(number) else {
                throw issue(path, "must be an integer from \(range.lowerBound) to \(range.upperBound)")
            }
        case .flag:
            guard value.kind == .bool else { throw issue(path, "must be true or false") }
        case .list(let element, let count): try checkList(value, element, count, path)
        case .object(let rules): try check(value, rules, at: path)
        case .anyObject:
            guard value.kind == .object else { throw issue(path, "must be an object") }
        case .union(let discriminator, let variants):
            guard value.kind == .object else { throw issue(path, "must be an object") }
            guard let word = value[discriminator]?.string, let rules = variants[word] else {
                let known = variants.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
                throw issue(join(path, discriminator), "must be one of \(known)")
            }
            try check(value, rules, at: path)
        }
    }

    private static func check(_ value: RawJSON, _ rules: ObjectRules, at path: String?) throws(ValidationIssue) {
        guard value.kind == .object else { throw issue(path, "must be an object") }
        for (name, member) in value.members {
            guard let rule = rules.byName[name] else {
                var unknown = issue(join(path, name), "is not a known field")
                unknown.isUnknownField = true
                throw unknown
            }
            if member.kind == .null {
                if !rule.isNullable { throw issue(join(path, name), "must not be null") }
                continue
            }
            try check(member, rule.shape, at: join(path, name))
        }
        for rule in rules.fields where rule.isRequired && value[rule.name] == nil {
            throw issue(join(path, rule.name), "is required")
        }
        for check in rules.checks {
            if let found = check(value) {
                throw ValidationIssue(param: found.param.map { join(path, $0) } ?? path, message: found.message)
            }
        }
    }

    private static func checkText(
        _ value: RawJSON, _ length: ClosedRange<Int>, _ path: String?
    ) throws(ValidationIssue) {
        guard let text = value.string else { throw issue(path, "must be a string") }
        guard length.contains(text.count) else {
            throw issue(path, "must have \(length.lowerBound) to \(length.upperBound) characters")
        }
    }

    private static func checkList(
        _ value: RawJSON, _ element: FieldShape, _ count: ClosedRange<Int>, _ path: String?
    ) throws(ValidationIssue) {
        guard value.kind == .array else { throw issue(path, "must be an array") }
        let elements = value.elements
        guard count.contains(elements.count) else {
            throw issue(path, "must have \(count.lowerBound) to \(count.upperBound) elements")
        }
        for (index, item) in elements.enumerated() { try check(item, element, at: "\(path ?? "")[\(index)]") }
    }

    private static func issue(_ path: String?, _ message: String) -> ValidationIssue {
        ValidationIssue(param: path, message: "\(path ?? "the body") \(message)")
    }

    private static func join(_ path: String?, _ name: String) -> String { path.map { "\($0).\(name)" } ?? name }

    static func isAddress(_ text: String) -> Bool {
        for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
            let rest = text.dropFirst(scheme.count)
            return rest.first.map { $0 != "/" && $0 != ":" } ?? false
        }
        return false
    }
}
