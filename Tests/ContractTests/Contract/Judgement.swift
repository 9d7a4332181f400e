import HTTPTypes
import HeyGen

/// What is wrong with one exchange, as HeyGen's contract has it.
struct Judgement: Sendable {
    let exchange: Exchange
    /// Nil if the contract has no such call.
    let operation: Operation?
    /// What is wrong with the request; empty if nothing is.
    var request: [String] = []
    /// What is wrong with the answer.
    var answer: [String] = []

    /// Problems with the operation's name before them, so that one mistake is one line however often it was seen.
    func named(_ problems: [String]) -> [String] {
        problems.map { "\(operation.map { "\($0.operation), \(exchange.status)" } ?? exchange.line): \($0)" }
    }

    /// Judges calls and answers, all schemas in one run.
    static func all(_ exchanges: [Exchange], _ operations: [Operation]) async throws -> [Judgement] {
        var judgements: [Judgement] = []
        var tasks: [JudgeTask] = []
        var owners: [(index: Int, isRequest: Bool)] = []
        for (index, exchange) in exchanges.enumerated() {
            var judgement = Judgement(exchange, operations)
            if let task = judgement.requestTask() {
                tasks.append(task)
                owners.append((index, true))
            }
            if let task = judgement.answerTask() {
                tasks.append(task)
                owners.append((index, false))
            }
            judgements.append(judgement)
        }
        for (owner, verdict) in zip(owners, try await SchemaJudge.verdicts(tasks)) {
            guard let verdict else { continue }
            if owner.isRequest {
                judgements[owner.index].request.append(verdict)
            } else {
                judgements[owner.index].answer.append(verdict)
            }
        }
        return judgements
    }

    private init(_ exchange: Exchange, _ operations: [Operation]) {
        self.exchange = exchange
        operation = Operation.find(exchange.method, exchange.path, in: operations)
        guard let operation else {
            request.append("no operation has this method and path")
            return
        }
        for (name, value) in exchange.query { checkQuery(name, value, operation) }
        if exchange.isClients { checkClientHeaders() }
        checkStatus(operation)
    }

    /// Requests that were taken, and all of the client's.
    private mutating func requestTask() -> JudgeTask? {
        guard let operation, exchange.isClients || exchange.isSuccess else { return nil }
        guard let schema = operation.requestSchema else {
            if !exchange.requestBody.isEmpty { request.append("has a body, and the operation takes none") }
            return nil
        }
        if exchange.requestBody.isEmpty {
            // A session is stopped without a body as well.
            if operation.operation != "video-agent.stop" { request.append("has no body") }
            return nil
        }
        guard (try? RawJSON(exchange.requestBody)) != nil else {
            request.append("is no JSON")
            return nil
        }
        // Undeclared members are allowed by the files, but HeyGen was seen to answer 422: none may be sent.
        return JudgeTask(schema: schema, document: exchange.requestBody, isClosed: true)
    }

    private mutating func answerTask() -> JudgeTask? {
        guard let operation else { return nil }
        if exchange.contentType == "text/html", [403, 502].contains(exchange.status) {
            // The edge and its gateway answer with pages.
            return nil
        }
        guard let json = try? RawJSON(exchange.responseBody), exchange.contentType == "application/json" else {
            answer.append("is no JSON but \(exchange.contentType)")
            return nil
        }
        guard exchange.isSuccess else {
            return JudgeTask(
                schema: Contract.documented("error"), document: exchange.responseBody, isClosed: true)
        }
        for word in DocumentedWords.unknown(in: json, of: operation) {
            answer.append("status '\(word)' is not documented")
        }
        return JudgeTask(
            schema: operation.answerSchema, document: exchange.responseBody, isClosed: true,
            required: operation.answerMembers)
    }

    private mutating func checkStatus(_ operation: Operation) {
        let errors = [400, 401, 402, 403, 404, 409, 413, 415, 422, 429, 500, 502, 503, 504]
        if !(exchange.isSuccess ? operation.successStatuses : errors).contains(exchange.status) {
            answer.append("has a status that the contract does not know here")
        }
    }

    private mutating func checkQuery(_ name: String, _ value: String, _ operation: Operation) {
        guard let query = operation.queryParams.first(where: { $0.name == name }) else {
            request.append("has a query parameter '\(name)' that the operation does not know")
            return
        }
        guard exchange.isClients || exchange.isSuccess else { return }
        if query.type == "integer" {
            let range = (query.minimum ?? .min)...(query.maximum ?? .max)
            if Int(value).map(range.contains) != true { request.append("\(name)=\(value) is out of range") }
        }
        if let words = query.enum, !words.contains(value) { request.append("\(name)=\(value) is no known word") }
    }

    /// What HeyGen's README asks of a client and no schema does.
    private mutating func checkClientHeaders() {
        let headers = exchange.requestHeaders
        let credentials = [HTTPField.Name("X-Api-Key")!, .authorization].filter { headers[$0] != nil }
        if credentials.count != 1 { request.append("carries \(credentials.count) credentials") }
        let type = headers[.contentType]
        if type != (exchange.requestBody.isEmpty ? nil : "application/json") {
            request.append("has content type \(type ?? "none")")
        }
        guard exchange.method == "POST" else { return }
        let key = headers[HTTPField.Name("Idempotency-Key")!] ?? ""
        if key.wholeMatch(of: /[A-Za-z0-9_:.\-]{1,255}/) == nil { request.append("has the idempotency key '\(key)'") }
    }
}
