import AsyncHTTPClient
import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1

extension HeyGenClient {
    /// The largest answer that is read.
    private static let answerLimitBytes = 4 * 1024 * 1024

    /// Makes one exchange and returns the JSON of a 2xx.
    func send(_ call: APICall) async throws(HeyGenError) -> RawJSON {
        let clock = ContinuousClock()
        let start = clock.now
        do {
            let (status, headers, body) = try await exchange(call)
            log(call, "\(status)", clock.now - start)
            return try Self.json(status: status, headers: headers, body: body)
        } catch {
            log(call, error.label, clock.now - start)
            throw error
        }
    }

    private static func json(status: Int, headers: HTTPFields, body: [UInt8]) throws(HeyGenError) -> RawJSON {
        guard (200..<300).contains(status) else {
            throw ErrorClassifier.classify(status: status, headers: headers, body: body)
        }
        guard let json = try? RawJSON(body), json.kind == .object else {
            throw .ambiguous("HTTP \(status) with a body that is no JSON object")
        }
        if let error = json["error"], !error.isNull, json["data"].map(\.isNull) ?? true {
            throw .ambiguous("HTTP \(status) with an error: \(ErrorEnvelope(body)?.message ?? "without a message")")
        }
        return json
    }

    private func exchange(_ call: APICall) async throws(HeyGenError) -> (Int, HTTPFields, [UInt8]) {
        // A task cancelled before it began sends nothing: the HTTP client may notice only after the body went out.
        if Task.isCancelled { throw .canceled }
        let watch = SendWatch()
        do {
            let request = makeRequest(call, watch)
            let response = try await httpClient.execute(request, timeout: TimeAmount(call.timeout), logger: logger)
            let body = try await response.body.collect(upTo: Self.answerLimitBytes)
            var headers = HTTPFields()
            for (name, value) in response.headers {
                if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
            }
            return (Int(response.status.code), headers, Array(body.readableBytesView))
        } catch {
            throw Self.classify(error, isWrite: call.body != nil, bodyWasRequested: watch.began)
        }
    }

    private func makeRequest(_ call: APICall, _ watch: SendWatch) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: baseURL + call.path)
        request.method = call.method
        let credential = configuration.credential.header
        request.headers.add(name: credential.name, value: credential.value)
        request.headers.add(name: "user-agent", value: configuration.userAgent)
        request.headers.add(name: "accept", value: "application/json")
        if let key = call.idempotencyKey { request.headers.add(name: "idempotency-key", value: key) }
        if let body = call.body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .stream(WatchedBody(body, watch), length: .known(Int64(body.count)))
        }
        return request
    }

    private func log(_ call: APICall, _ result: String, _ elapsed: Duration) {
        logger.debug(
            "heygen call",
            metadata: [
                "call": "\(call.template)", "result": "\(result)", "elapsed_ms": "\(elapsed / .milliseconds(1))",
            ])
    }
}
