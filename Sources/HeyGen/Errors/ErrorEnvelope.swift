/// What can be read from the body of an error answer.
struct ErrorEnvelope {
    /// In lower case; nil if absent, empty or the word `error`.
    var code: String?
    var message: String?
    var param: String?

    /// Reads the shapes HeyGen's answers are known to have: `{"error": {"code", "message"}}` with either alone,
    /// `{"error": "text"}`, and the older flat `{"code", "message"}`. Nil for everything else.
    init?(_ body: [UInt8]) {
        guard let json = try? RawJSON(body), json.kind == .object else { return nil }
        let source: RawJSON
        if let error = json["error"], error.kind == .object {
            source = error
        } else if let text = json["error"]?.string {
            message = text
            return
        } else {
            source = json
        }
        guard source["code"].map(Self.isScalar) == true || source["message"]?.string != nil else { return nil }
        code = Self.code(source["code"])
        message = source["message"]?.string
        param = source["param"]?.string
    }

    private static func isScalar(_ value: RawJSON) -> Bool { value.kind == .string || value.kind == .number }

    private static func code(_ value: RawJSON?) -> String? {
        guard let value, isScalar(value) else { return nil }
        let code = (value.kind == .number ? value.text : value.string ?? "").lowercased()
        return code.isEmpty || code == "error" || code.utf8.count > 200 ? nil : code
    }
}
