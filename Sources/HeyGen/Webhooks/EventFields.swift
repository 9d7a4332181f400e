/// The members of an event by name: first those of the payload, then those beside it.
struct EventFields {
    /// Ids above this length are somebody's mistake or attack; no id of ours or HeyGen's comes near.
    private static let idLimitCharacters = 1000
    private static let linkLimitBytes = 8192

    /// The payload as one value.
    let payloadJSON: RawJSON
    private let payload: [(key: String, value: RawJSON)]
    private let top: [(key: String, value: RawJSON)]

    /// The payload is `event_data`, else `data`, else the body itself. Nil if the body is no object.
    init?(_ json: RawJSON) {
        guard json.kind == .object else { return nil }
        let members = json.members
        top = members
        let nested =
            ["event_data", "data"].lazy.compactMap { name in
                members.last { $0.key == name }?.value
            }
            .first { $0.kind == .object }
        payloadJSON = nested ?? json
        payload = nested?.members ?? members
    }

    /// The first of the names whose value is a usable text, in the payload and then beside it. Numbers count: some ids
    /// are sent so.
    func text(_ names: [String]) -> String? {
        names.lazy.compactMap { Self.text(Self.last(payload, $0)) }.first ?? topText(names)
    }

    func topText(_ names: [String]) -> String? {
        names.lazy.compactMap { Self.text(Self.last(top, $0)) }.first
    }

    func value(_ name: String) -> RawJSON? { Self.last(payload, name) ?? Self.last(top, name) }

    /// A time of the event itself: beside the payload, never that of the video inside it.
    func topValue(_ name: String) -> RawJSON? { Self.last(top, name) }

    /// The first of the names that holds an http(s) address.
    func link(_ names: [String]) -> String? {
        for members in [payload, top] {
            for name in names {
                guard let text = Self.last(members, name)?.string, text.utf8.count <= Self.linkLimitBytes else {
                    continue
                }
                if text.hasPrefix("https://") || text.hasPrefix("http://") { return text }
            }
        }
        return nil
    }

    var failureCode: String? {
        text(["failure_code", "error_code"]) ?? Self.text(value("error")?["code"])
    }

    var failureMessage: String? {
        let names = ["failure_message", "error_message", "msg", "message", "reason", "error"]
        for members in [payload, top] {
            for name in names {
                let value = Self.last(members, name)
                if let text = value?.nonEmptyString ?? value?["message"]?.nonEmptyString {
                    return String(text.prefix(500))
                }
            }
        }
        return nil
    }

    private static func last(_ members: [(key: String, value: RawJSON)], _ name: String) -> RawJSON? {
        members.last { $0.key == name }?.value
    }

    private static func text(_ value: RawJSON?) -> String? {
        guard let value else { return nil }
        let text: String? = value.kind == .number ? value.text : value.string
        guard let text, !text.isEmpty, text.count <= idLimitCharacters else { return nil }
        return text
    }
}
