/// A path of the API with at most one parameter, as HeyGen's reference writes it: `/v3/videos/{video_id}`.
struct PathTemplate: Sendable, ExpressibleByStringLiteral {
    let text: String
    /// The name between the braces; nil if the path is fixed.
    let parameter: String?

    init(stringLiteral text: String) {
        self.text = text
        parameter = text.firstIndex(of: "{").flatMap { open in
            text.firstIndex(of: "}").map { close in String(text[text.index(after: open)..<close]) }
        }
    }

    /// The path with `value`, percent-encoded, in the parameter's place.
    func path(_ value: String = "") -> String {
        guard let parameter else { return text }
        return text.replacing("{\(parameter)}", with: APICall.percentEncode(value))
    }
}
