import HeyGen

/// A document to be judged.
struct JudgeTask: Sendable {
    /// A file among the official schemas, with `#/a/pointer` into it if wanted, or the path of one of our own.
    let schema: String
    /// Checked JSON.
    let document: [UInt8]
    /// Whether members that the schema does not declare are wrong. The files allow them; nobody should send them.
    var isClosed = false
    /// Members that the outermost object must have besides those the schema requires.
    var required: [String] = []
    /// Whether to spoil the document instead of judging it.
    var mutates = false

    var json: [UInt8] {
        JSONObjectWriter.object([
            ("schema", JSONString.quoted(schema)), ("document", document),
            ("closed", Array("\(isClosed)".utf8)), ("mutate", Array("\(mutates)".utf8)),
            ("required", JSONObjectWriter.array(required.map(JSONString.quoted))),
        ])
    }
}
