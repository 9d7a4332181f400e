import HeyGen

/// Fields that name what to work on and whom to tell, the same for most kinds.
enum SourceRules {
    static let callback: [FieldRule] = [
        .optional("callback_id", .text(0...1000)), .optional("callback_url", .url),
    ]

    /// A file that HeyGen fetches or has; unlike ``VideoFieldRules/asset`` it cannot stand in the request itself.
    static let file = FieldShape.union(
        by: "type",
        [
            "url": ObjectRules([.required("type", .name), .required("url", .url)]),
            "asset_id": ObjectRules([.required("type", .name), .required("asset_id", .name)]),
        ])

    static let title = FieldShape.text(0...1000)
    /// Seconds in a source.
    static let seconds = FieldShape.number(0...1_000_000)
    static let quality = FieldShape.word(["speed", "precision"])
    static let rename = FieldShape.object(ObjectRules([.required("title", .text(1...1000))]))

    /// A part of a source begins before it ends.
    static let timesInOrder: ObjectRules.Check = { body in
        guard let start = body["start_time"]?.double, let end = body["end_time"]?.double, end <= start else {
            return nil
        }
        return ValidationIssue(param: "end_time", message: "end_time must be after start_time")
    }
}
