/// An answer of the simulated API, before it is made into HTTP.
struct APIAnswer: Sendable {
    var status: Int
    var contentType = "application/json"
    /// Sent as `Retry-After`, seconds.
    var retryAfter: Int?
    var body: [UInt8]

    init(status: Int, contentType: String = "application/json", retryAfter: Int? = nil, body: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.retryAfter = retryAfter
        self.body = body
    }

    /// A single resource.
    static func data(_ node: JSONNode, status: Int = 200) -> APIAnswer {
        let whole: JSONNode = ["data": node]
        return APIAnswer(status: status, body: whole.bytes)
    }

    /// A page of a list.
    static func page(_ elements: [JSONNode], nextToken: String?) -> APIAnswer {
        json(["data": .array(elements), "has_more": .bool(nextToken != nil), "next_token": JSONNode(nextToken)])
    }

    static func json(_ node: JSONNode) -> APIAnswer { APIAnswer(status: 200, body: node.bytes) }

    /// HeyGen's error envelope.
    static func error(
        _ status: Int, _ code: String, _ message: String, param: String? = nil, retryAfter: Int? = nil
    ) -> APIAnswer {
        let page = code.replacing("_", with: "-")
        let node: JSONNode = [
            "error": [
                "code": .string(code), "message": .string(message), "param": JSONNode(param),
                "doc_url": .string("https://developers.heygen.com/docs/error-codes#\(page)"),
            ]
        ]
        return APIAnswer(status: status, retryAfter: retryAfter, body: node.bytes)
    }

    /// - Parameter unknownFieldCode: the status for a field that HeyGen does not declare.
    static func invalid(_ issue: ValidationIssue, unknownFieldCode: Int = 400) -> APIAnswer {
        error(issue.isUnknownField ? unknownFieldCode : 400, "invalid_parameter", issue.message, param: issue.param)
    }

    /// A page of the edge in front of the API.
    static func html(_ status: Int, _ title: String) -> APIAnswer {
        let page = "<html><head><title>\(status) \(title)</title></head><body><h1>\(title)</h1></body></html>\n"
        return APIAnswer(status: status, contentType: "text/html", body: Array(page.utf8))
    }
}
