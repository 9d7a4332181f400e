/// Completes a caller's request for `POST /v3/videos` with our own fields.
package enum CreateVideoBody {
    /// The caller's bytes with our fields; nothing is re-ordered or re-serialised, and equal input gives equal bytes.
    ///
    /// `callback_id` and `callback_url` are replaced where they stand, every duplicate of them, or else inserted behind
    /// the opening brace. A request of type `cinematic_avatar` has no callback fields in HeyGen's schema: none is
    /// added, and the caller's are cut out. Members of nested objects are never touched.
    /// - Parameters:
    ///   - callbackURL: nil leaves a `callback_url` of the caller as it is.
    ///   - titleSuffix: appended inside every string `title`; a missing or null title becomes the suffix without its
    ///     leading spaces. A title of another kind stays: HeyGen's refusal is clearer than a guess.
    package static func compose(
        request: [UInt8], callbackID: String, callbackURL: String?, titleSuffix: String?
    ) throws(CreateVideoBodyError) -> [UInt8] {
        let json: RawJSON
        do {
            json = try RawJSON(request)
        } catch {
            throw .notJSON(error)
        }
        guard json.kind == .object else { throw .notAnObject }
        var edits = ObjectEdits(json)
        if json["type"]?.string == "cinematic_avatar" {
            edits.remove(["callback_id", "callback_url"])
        } else {
            if let callbackURL { edits.set("callback_url", to: JSONString.quoted(callbackURL)) }
            edits.set("callback_id", to: JSONString.quoted(callbackID))
        }
        if let titleSuffix, !titleSuffix.isEmpty { edits.append(titleSuffix, toString: "title") }
        return edits.apply()
    }
}
