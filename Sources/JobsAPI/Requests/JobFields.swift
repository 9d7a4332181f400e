import HTTPTypes
import HeyGen
import Jobs

/// What `POST /v1/jobs` takes beside the jobs: the caller, its headers, and what this process cannot do.
struct JobFields: Sendable {
    static let known = [
        "request", "kind", "callback_id", "metadata", "lane", "priority", "notify_url", "max_attempts",
        "callback_mode",
    ]
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    private static let traceparent = HTTPField.Name("traceparent")!

    /// The lane of jobs that name none.
    let lane: String
    /// Becomes the callback id of a job that has none.
    let key: String?
    let traceparent: String?
    /// Why no job may have a `notify_url`; nil if it may.
    let notifyRefusal: String?
    /// Why no job may ask for `callback_url`; nil if it may.
    let callbackRefusal: String?

    init(_ headers: HTTPFields, for caller: APICaller, notifyRefusal: String?, callbackRefusal: String?) {
        self.lane = caller.lane
        self.key = headers[Self.idempotencyKey]
        self.traceparent = TraceParent.valid(headers[Self.traceparent])
        self.notifyRefusal = notifyRefusal
        self.callbackRefusal = callbackRefusal
    }

    /// The checked request for one job.
    /// - Throws: ``FieldProblem`` naming the first field that is wrong; ``Problem`` when it is no object.
    func request(_ json: RawJSON) throws -> JobRequest {
        let fields = try ObjectFields(json, known: Self.known)
        guard let request = fields.value("request") else {
            throw FieldProblem("request", "is needed: the JSON object that HeyGen's POST /v3/videos takes")
        }
        let notifyURL = try fields.string("notify_url")
        if notifyURL != nil, let notifyRefusal { throw FieldProblem("notify_url", notifyRefusal) }
        let callbackMode = try fields.string("callback_mode")
        if callbackMode == CallbackMode.callbackURL.rawValue, let callbackRefusal {
            throw FieldProblem("callback_mode", callbackRefusal)
        }
        var callbackID = try fields.string("callback_id")
        if callbackID == nil, request["callback_id"].map(\.isNull) ?? true, let key {
            if let reason = CallbackID(key).refusal {
                throw FieldProblem("Idempotency-Key", "becomes the callback_id and \(reason)")
            }
            callbackID = key
        }
        return try JobRequest(
            kind: try fields.string("kind") ?? "video", request: request, callbackID: callbackID,
            metadata: fields.value("metadata"), lane: try fields.string("lane") ?? lane,
            priority: try fields.integer("priority") ?? 0, notifyURL: notifyURL,
            maxAttempts: try fields.integer("max_attempts") ?? 1, traceparent: traceparent,
            callbackMode: callbackMode)
    }
}
