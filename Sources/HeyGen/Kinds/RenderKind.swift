/// One way to have HeyGen make a video: what a job's `kind` names. Everything in which the kinds differ stands in this
/// description; ``all`` has one entry a kind, and no code elsewhere asks which kind it is.
package struct RenderKind: Sendable {
    /// As callers and tables write it.
    package let name: String
    /// Where it is asked for. A parameter is taken from the request member of the same name, which is not sent.
    let create: PathTemplate
    /// Where the answer to the create names what it made, the first that exists: a text, or a list that begins with one.
    let createdIDNames: [String]
    /// What the create makes, and how it is read.
    package let resource: RenderResource
    /// Whether the request may have a `title`, by which a render can be found when nothing else is known of it.
    var hasTitle = true
    /// Values of the request's `type` that have no callback fields: those renders are matched by their id alone.
    var typesWithoutCallback: Set<String> = []
    /// A list in the request that makes one render of each element. A job is one render, so it must have one element.
    package var listOfRenders: String?
    /// When a render without data of its own is first read; provider time.
    package var firstRead: Duration = .seconds(300)
    /// Past it, a render is told as overdue; provider time. It ends nothing.
    package var deadline: Duration = .seconds(3600)
    /// How many of them can be asked for in one call; nil where HeyGen has no such call.
    package var batch: BatchOperation?

    /// The request member that becomes part of the path; nil for most kinds.
    package var pathMember: String? { create.parameter }

    /// The kind of this name; nil if there is none.
    package static func named(_ name: String) -> RenderKind? { byName[name] }

    /// Whether HeyGen tells of its end to registered endpoints; without that only reads and `callback_url` do.
    package var hasEvents: Bool { EventFamily.allCases.contains { $0.resource?.name == resource.name } }

    /// Whether a request of this kind can carry our callback id. Events about one that cannot are matched by HeyGen's id.
    package func takesCallbackID(_ request: RawJSON) -> Bool {
        request["type"]?.string.map { !typesWithoutCallback.contains($0) } ?? true
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// Whether this can be an id of HeyGen's. Anything else, encoded into the path, may be answered by an edge without
    /// HeyGen's words, and that reads as trouble of the account rather than of one job.
    private static func isPathSegment(_ text: String?) -> Bool {
        guard let text, text.utf8.count <= 255, !text.utf8.allSatisfy({ $0 == ASCII.dot }) else { return false }
        return text.utf8.allSatisfy { byte in
            APICall.isUnreserved(byte) && byte != UInt8(ascii: "~") || byte == ASCII.colon
        }
    }

    /// The member of a request that keeps it from being sent, and the way out; nil if none does. Only what Clapper itself
    /// needs is looked at: HeyGen judges the rest. The same rules stand in `check_job.sql`.
    package func refusal(of request: RawJSON) -> (member: String, reason: String)? {
        if let member = pathMember, !Self.isPathSegment(request[member]?.nonEmptyString) {
            return (member, "must be an id of A-Z a-z 0-9 _ - . : alone: kind \(name) is asked for at \(create.text)")
        }
        if let member = listOfRenders, request[member]?.kind != .array || request[member]?.elements.count != 1 {
            return (member, "must be a list of one element: a job is one video, so enqueue a job for each")
        }
        return nil
    }
}
