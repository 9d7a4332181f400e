import HeyGen

/// A job to be enqueued. What is nil is left to Clapper.
package struct NewJob: Sendable {
    /// The body for HeyGen: a JSON object, sent byte for byte.
    package let request: [UInt8]
    /// The caller's own name for the job, and what makes enqueuing safe to repeat.
    package var callbackID: String?
    /// `video`.
    package var kind: String?
    /// A JSON object, kept with the job.
    package var metadata: [UInt8]?
    package var lane: String?
    /// 0 to 9; higher goes first.
    package var priority: Int?
    /// Told when the job ends.
    package var notifyURL: String?
    /// Paid attempts, 1 to 10.
    package var maxAttempts: Int?
    /// `endpoint` or `callback_url`: how HeyGen tells of it.
    package var callbackMode: String?

    package init(request: [UInt8]) {
        self.request = request
    }

    /// The body of `POST /v1/jobs`. Ranges and names are the server's to check; here only what would break the body is.
    /// - Throws: ``ClapperClientError/invalid(field:reason:)`` for `request` or `metadata`.
    func body() throws(ClapperClientError) -> [UInt8] {
        var members: [(name: String, value: [UInt8])] = [
            ("request", Array(try Self.object(request, field: "request").bytes))
        ]
        if let kind { members.append(("kind", JSONString.quoted(kind))) }
        if let callbackID { members.append(("callback_id", JSONString.quoted(callbackID))) }
        if let metadata { members.append(("metadata", Array(try Self.object(metadata, field: "metadata").bytes))) }
        if let lane { members.append(("lane", JSONString.quoted(lane))) }
        if let priority { members.append(("priority", Array("\(priority)".utf8))) }
        if let notifyURL { members.append(("notify_url", JSONString.quoted(notifyURL))) }
        if let maxAttempts { members.append(("max_attempts", Array("\(maxAttempts)".utf8))) }
        if let callbackMode { members.append(("callback_mode", JSONString.quoted(callbackMode))) }
        return JSONObjectWriter.object(members)
    }

    /// Whether a second identical enqueue finds the first job instead of making another.
    var isKeyed: Bool {
        if callbackID != nil { return true }
        guard let inner = (try? RawJSON(request))?["callback_id"] else { return false }
        return !inner.isNull
    }

    private static func object(_ bytes: [UInt8], field: String) throws(ClapperClientError) -> RawJSON {
        do throws(RawJSONError) {
            let json = try RawJSON(bytes)
            if json.kind == .object { return json }
        } catch {
            throw .invalid(field: field, reason: "is no JSON: \(error)")
        }
        throw .invalid(field: field, reason: "must be a JSON object")
    }
}
