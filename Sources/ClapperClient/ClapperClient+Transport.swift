import AsyncHTTPClient
import HeyGen
import Logging
import NIOCore
import NIOHTTP1

extension ClapperClient {
    /// The largest answer that is read: a page of jobs with their requests fits.
    package static let answerLimitBytes = 32 * 1024 * 1024
    /// Deeper than what Clapper takes in a request, for a page lies around it.
    private static let answerDepthLimit = 1024

    /// Makes a call, and again where that is safe and may help.
    func send(_ call: Call) async throws(ClapperClientError) -> Document {
        var schedule = RetrySchedule(delay: configuration.retryDelay)
        while true {
            do throws(ClapperClientError) {
                return try await exchange(call)
            } catch {
                guard call.repeats.allow(error), let wait = schedule.next(retryAfter: error.problem?.retryAfter)
                else { throw error }
                logger.debug("call is repeated", metadata: ["path": "\(call.path)", "wait": "\(wait)"])
                do {
                    try await ContinuousClock().sleep(for: wait)
                } catch {
                    throw .canceled
                }
            }
        }
    }

    private func exchange(_ call: Call) async throws(ClapperClientError) -> Document {
        if Task.isCancelled { throw .canceled }
        let status: Int
        let headers: HTTPHeaders
        let bytes: [UInt8]
        do {
            let time = (configuration.timeout + call.extraTime) / .milliseconds(1)
            let response = try await httpClient.execute(
                request(call), timeout: .milliseconds(Int64(time)), logger: logger)
            let body = try await response.body.collect(upTo: Self.answerLimitBytes)
            (status, headers, bytes) = (Int(response.status.code), response.headers, Array(body.readableBytesView))
        } catch {
            throw Self.classify(error)
        }
        return try Self.answer(status, retryAfter: headers.first(name: "retry-after"), bytes)
    }

    private func request(_ call: Call) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: configuration.url + call.path)
        request.method = call.method
        if let token = configuration.token { request.headers.add(name: "authorization", value: token.header) }
        request.headers.add(name: "accept", value: "application/json")
        request.headers.add(name: "user-agent", value: "clapper")
        if let key = call.idempotencyKey { request.headers.add(name: "idempotency-key", value: key) }
        if let body = call.body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        return request
    }

    private static func answer(
        _ status: Int, retryAfter: String?, _ bytes: [UInt8]
    ) throws(ClapperClientError) -> Document {
        let json = try? RawJSON(bytes, maximumDepth: answerDepthLimit)
        let problem = ProblemDocument(status: status, json: json, retryAfter: retryAfter)
        switch status {
        case 200..<300:
            guard let json, json.kind == .object else { throw .unreadable(status: status, "no JSON object") }
            return Document(bytes: bytes[...], json: json, isNew: status == 201)
        case 401: throw .unauthorized(problem)
        case 503: throw .unavailable(problem)
        case 400...:
            guard let json, json.kind == .object else { throw .unreadable(status: status, "no problem document") }
            throw .refused(problem)
        default: throw .unreadable(status: status, "a redirect")
        }
    }
}
