package import HeyGen
package import PostgreSQL

/// A checked request for a job: what a door hands to ``JobStore/enqueue(_:)``.
package struct JobRequest: Sendable {
    /// The largest request that is taken, in bytes.
    package static let bodyLimitBytes = 1_048_576

    package let kind: RenderKind
    /// The caller's JSON object, byte for byte.
    package let request: [UInt8]
    /// The caller's own callback id; `nil` to have one minted.
    package let callbackID: CallbackID?
    /// A JSON object.
    package let metadata: JSONB
    package let lane: String
    /// 0 to 9; higher goes first.
    package let priority: Int
    package let notifyURL: String?
    /// Paid attempts the job may make by itself after confirmed failures; 1 to 10.
    package let maxAttempts: Int
    package let traceparent: String?
    /// How HeyGen tells of this job; nil: as configured when it is sent.
    package let callbackMode: CallbackMode?

    /// Checks every field. The same rules stand in `check_job.sql` for those who enqueue in SQL.
    /// - Throws: ``FieldProblem`` naming the first field that is wrong and the way out.
    package init(
        kind: String = "video", request: RawJSON, callbackID: String? = nil, metadata: RawJSON? = nil,
        lane: String = "default", priority: Int = 0, notifyURL: String? = nil, maxAttempts: Int = 1,
        traceparent: String? = nil, callbackMode: String? = nil
    ) throws(FieldProblem) {
        let known = try Self.kind(named: kind)
        guard request.kind == .object else { throw FieldProblem("request", "must be a JSON object") }
        if let refusal = known.refusal(of: request) { throw FieldProblem("request.\(refusal.member)", refusal.reason) }
        if request.bytes.count > Self.bodyLimitBytes { throw FieldProblem("request", "is larger than 1 MiB") }
        if let reason = request.jsonbRefusal { throw FieldProblem("request", "cannot be stored: \(reason)") }
        if let metadata {
            guard metadata.kind == .object else { throw FieldProblem("metadata", "must be a JSON object") }
            if let reason = metadata.jsonbRefusal { throw FieldProblem("metadata", "cannot be stored: \(reason)") }
        }
        guard (0...9).contains(priority) else { throw FieldProblem("priority", "must be 0 to 9; higher goes first") }
        guard (1...10).contains(maxAttempts) else {
            throw FieldProblem("max_attempts", "must be 1 to 10; each attempt is paid")
        }
        guard Self.isVisible(lane, limit: 100) else {
            throw FieldProblem("lane", "must be 1 to 100 visible ASCII characters")
        }
        if let notifyURL, let reason = NotifyURL.refusal(notifyURL) { throw FieldProblem("notify_url", reason) }
        if let callbackMode, CallbackMode(rawValue: callbackMode) == nil {
            let modes = CallbackMode.allCases.map(\.rawValue).joined(separator: " or ")
            throw FieldProblem("callback_mode", "must be \(modes); leave it out to have it as configured")
        }
        self.kind = known
        self.request = Array(request.bytes)
        self.callbackID = try Self.callbackID(callbackID, inside: request)
        self.metadata = JSONB(metadata?.text ?? "{}")
        self.lane = lane
        self.priority = priority
        self.notifyURL = notifyURL
        self.maxAttempts = maxAttempts
        self.traceparent = traceparent
        self.callbackMode = callbackMode.flatMap(CallbackMode.init)
    }

    /// - Throws: ``FieldProblem`` that names the known kinds.
    package static func kind(named name: String) throws(FieldProblem) -> RenderKind {
        if let kind = RenderKind.named(name) { return kind }
        let known = RenderKind.all.map(\.name).joined(separator: ", ")
        throw FieldProblem("kind", "is unknown; known kinds: \(known)")
    }

    /// The callback id that counts: the field beside the request, or the one inside it; two different ones are refused.
    private static func callbackID(_ given: String?, inside request: RawJSON) throws(FieldProblem) -> CallbackID? {
        var inner: String?
        if let member = request["callback_id"], member.kind != .null {
            guard let text = member.string else { throw FieldProblem("request.callback_id", "must be a string") }
            inner = text
        }
        if let given, let inner, given != inner {
            throw FieldProblem("callback_id", "differs from request.callback_id; give one of them, or the same in both")
        }
        guard let text = given ?? inner else { return nil }
        let id = CallbackID(text)
        if let reason = id.refusal { throw FieldProblem("callback_id", reason) }
        return id
    }

    private static func isVisible(_ text: String, limit: Int) -> Bool {
        !text.isEmpty && text.utf8.count <= limit && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
