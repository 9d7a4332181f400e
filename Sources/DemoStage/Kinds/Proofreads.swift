import Examples
import HeyGen

/// Proofreads at HeyGen, made over its own API by the service that wants them: a job of kind `proofread` renders one that
/// is completed.
struct Proofreads: Sendable {
    private static let path = "/v3/video-translations/proofreads"
    private static let pause = Duration.milliseconds(100)
    /// An answer may be lost where somebody asks for that fault.
    private static let tries = 5

    let ids: [String]

    /// Makes them and waits until they are completed.
    /// - Throws: ``StageError/unreadable(_:)`` if HeyGen refuses, or they are not completed in time.
    static func make(at stage: Stage, until deadline: ContinuousClock.Instant, _ http: PlainHTTP) async throws
        -> Proofreads
    {
        let url = stage.simulatorURL + path
        let headers = [
            // HeyGen's edge turns away who says nothing of himself.
            ("user-agent", "clapper-demo"), ("content-type", "application/json"), ("x-api-key", stage.secrets.apiKey),
            ("idempotency-key", "demo-proofreads"),
        ]
        var ids: [String] = []
        var last = "no answer"
        for _ in 0..<tries where ids.isEmpty {
            guard let answer = try? await http.post(url, Examples.proofreadSession, headers: headers) else { continue }
            let json = try? RawJSON(answer.body)
            ids = json?["data"]?["proofread_ids"]?.elements.compactMap(\.string) ?? []
            last = "\(answer.status) \(json?["error"]?["message"]?.string ?? "")"
        }
        guard !ids.isEmpty else { throw StageError.unreadable("the simulated HeyGen makes no proofread: \(last)") }
        for id in ids {
            while try await !isCompleted(url + "/" + id, headers, http) {
                guard ContinuousClock.now < deadline else {
                    throw StageError.unreadable("a proofread was not completed in time")
                }
                try await Task.sleep(for: pause)
            }
        }
        return Proofreads(ids: ids)
    }

    private static func isCompleted(
        _ url: String, _ headers: [(String, String)], _ http: PlainHTTP
    ) async throws -> Bool {
        guard let answer = try? await http.get(url, headers: headers) else { return false }
        let json = try? RawJSON(answer.body)
        return json?["data"]?["status"]?.string == "completed"
    }

    /// The request of a job that renders one of them.
    func request(_ example: Example, _ half: KindPart.Half) throws -> [UInt8] {
        let id = half == .heard ? ids[0] : ids[ids.count - 1]
        let members = try RawJSON(example.request).members.map { name, value in
            (name: name, value: name == "proofread_id" ? JSONString.quoted(id) : Array(value.bytes))
        }
        return JSONObjectWriter.object(members)
    }
}
