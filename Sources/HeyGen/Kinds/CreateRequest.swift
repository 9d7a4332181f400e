/// A caller's request, completed with our own fields and ready to be sent.
package struct CreateRequest: Sendable {
    package let kind: RenderKind
    /// Percent-encoded.
    let path: String
    /// The caller's bytes with our fields; nothing is re-ordered or re-serialised, and equal input gives equal bytes.
    package let body: [UInt8]

    /// Completes a request.
    ///
    /// `callback_id` and `callback_url` are replaced where they stand, every duplicate of them, or else inserted behind
    /// the opening brace. Where the kind's schema has no callback fields none is added, and the caller's are cut out; so
    /// is the member that becomes part of the path. Members of nested objects are never touched.
    /// - Parameters:
    ///   - callbackID: as HeyGen shall echo it.
    ///   - callbackURL: nil leaves a `callback_url` of the caller as it is.
    ///   - titleSuffix: appended inside every string `title`; a missing or null title becomes the suffix without its
    ///     leading spaces. A title of another kind stays: HeyGen's refusal is clearer than a guess. Not used where the
    ///     kind has no title.
    package init(
        _ request: [UInt8], of kind: RenderKind, callbackID: String, callbackURL: String? = nil,
        titleSuffix: String? = nil
    ) throws(CreateRequestError) {
        let json: RawJSON
        do {
            json = try RawJSON(request)
        } catch {
            throw .notJSON(error)
        }
        guard json.kind == .object else { throw .notAnObject }
        var edits = ObjectEdits(json)
        var cut: Set<String> = []
        var parameter = ""
        if let member = kind.pathMember {
            guard let value = json[member]?.nonEmptyString else { throw .missing(member: member) }
            parameter = value
            cut.insert(member)
        }
        if !kind.takesCallbackID(json) {
            cut.formUnion(["callback_id", "callback_url"])
        } else {
            if let callbackURL { edits.set("callback_url", to: JSONString.quoted(callbackURL)) }
            edits.set("callback_id", to: JSONString.quoted(callbackID))
        }
        if kind.hasTitle, let titleSuffix, !titleSuffix.isEmpty { edits.append(titleSuffix, toString: "title") }
        edits.remove(cut)
        self.init(complete: edits.apply(), of: kind, parameter: parameter)
    }

    /// A request that has all it needs.
    /// - Parameter parameter: what stands in the path; not used where the kind's path has no parameter.
    package init(complete body: [UInt8], of kind: RenderKind, parameter: String = "") {
        self.kind = kind
        path = kind.create.path(parameter)
        self.body = body
    }
}
