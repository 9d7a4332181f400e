import HeyGen
import Testing

@testable import HeyGenSimulator

@Suite struct SimulatorStateTests {
    private func id(_ plan: CreatePlan) throws -> String {
        try #require(try RawJSON(plan.answer.body)["data"]?["video_id"]?.string)
    }

    private func status(_ state: SimulatorState, _ id: String, at now: Double) throws -> String? {
        try RawJSON(state.readVideo(id, now: now).body)["data"]?["status"]?.string
    }

    @Test("a video is pending, is processed and ends")
    func life() throws {
        var state = makeState()
        let id = try id(state.createStep(videoBody("c"), at: 0))
        #expect(try status(state, id, at: 0) == "pending")
        #expect(try status(state, id, at: 10) == "pending")
        #expect(try status(state, id, at: 50) == "processing")
        state.advance(to: 99)
        #expect(try status(state, id, at: 99) == "processing")
        state.advance(to: 100)
        #expect(try status(state, id, at: 100) == "completed")
        #expect(state.readVideo("unknown", now: 0).status == 404)
    }

    @Test("a request can command its own fate")
    func commands() throws {
        var state = makeState { $0.failRate = 0.5 }
        let failing = try id(state.createStep(videoBody("a", script: "x [[simulator:fail]]"), at: 0))
        let never = try id(state.createStep(videoBody("b", script: "[[simulator:never]]"), at: 0))
        let quick = try id(
            state.createStep(videoBody("c", script: "[[simulator:succeed]] [[simulator:seconds=3]]"), at: 0))
        state.advance(to: 3)
        #expect(try status(state, quick, at: 3) == "completed")
        state.advance(to: 1_000_000)
        #expect(try status(state, failing, at: 1_000_000) == "failed")
        #expect(try status(state, never, at: 1_000_000) == "processing")
        #expect(state.meter.current == 1)
    }

    @Test("fate and length depend on seed and callback id alone, never on the order of arrival")
    func determinism() throws {
        let ids = (0..<60).map { "job-\($0)" }
        func fates(_ ids: [String], seed: UInt64) -> [String: RenderFate] {
            var state = makeState {
                $0.seed = seed
                $0.limit = 1000
                $0.failRate = 0.3
                $0.renderSeconds = 60...300
            }
            for id in ids { _ = state.createStep(videoBody(id, script: "text of \(id)"), at: 0) }
            return Dictionary(uniqueKeysWithValues: state.resources.map { ($0.callbackID ?? "", $0.fate) })
        }
        let first = fates(ids, seed: 1)
        #expect(first == fates(ids.reversed(), seed: 1))
        #expect(first != fates(ids, seed: 2))
        let failed = first.values.count { $0.end == .failed }
        #expect((5...35).contains(failed))
        #expect(first.values.allSatisfy { (60...300).contains($0.seconds) })
    }

    @Test("over the limit a create is refused with Retry-After, until a render ends")
    func limit() {
        var state = makeState { $0.limit = 2 }
        #expect(state.createStep(videoBody("a"), at: 0).answer.status == 200)
        #expect(state.createStep(videoBody("b"), at: 0).answer.status == 200)
        let refused = state.createStep(videoBody("c"), at: 50).answer
        #expect(refused.status == 429)
        #expect(refused.retryAfter == 10)
        #expect(state.createStep(videoBody("c"), at: 100).answer.status == 200)
        #expect(state.ledger(now: 100).inFlightMax == 2)
    }

    @Test("a key replays its first 2xx for 24 hours, whatever the body, and no other answer")
    func idempotency() throws {
        var state = makeState()
        let refused = state.createStep(Array("{}".utf8), key: "k", at: 0)
        #expect(refused.answer.status == 400)
        let first = state.createStep(videoBody("a"), key: "k", at: 0)
        #expect(state.createStep(videoBody("other"), key: "k", at: 86_399).answer.body == first.answer.body)
        #expect(state.createStep(Array("junk".utf8), key: "k", at: 86_399).answer.body == first.answer.body)
        #expect(state.createStep(videoBody("a"), key: "k2", at: 86_399).answer.body != first.answer.body)
        #expect(state.createStep(videoBody("a"), key: "k", at: 86_400).answer.body != first.answer.body)
        let ledger = state.ledger(now: 86_400)
        #expect(ledger.purchases == 3)
        #expect(ledger.boughtTwice == ["a"])
    }

    @Test("another attempt of a callback id is another purchase")
    func attempts() {
        var state = makeState()
        _ = state.createStep(videoBody("a"), at: 0)
        _ = state.createStep(videoBody("a~2"), at: 0)
        #expect(state.ledger(now: 0).boughtTwice.isEmpty)
    }

    @Test("the mean in flight is weighted by time from the first create to the last")
    func inFlightMean() {
        var state = makeState()
        _ = state.createStep(videoBody("a"), at: 0)
        _ = state.createStep(videoBody("b"), at: 50)
        _ = state.createStep(videoBody("c"), at: 125)
        // One for 50 s, two for 50 s, one for 25 s; what comes after the last create does not count.
        state.advance(to: 100_000)
        #expect(state.ledger(now: 100_000).inFlightMean == 175.0 / 125.0)
    }

    @Test("statuses take 1 to 100 ids and name the unknown")
    func statuses() throws {
        var state = makeState()
        let id = try id(state.createStep(videoBody("a", script: "[[simulator:fail]]"), at: 0))
        state.advance(to: 100)
        let answer = try RawJSON(state.readStatuses("\(id),nobody", now: 100).body)
        let entries = answer["data"]?.elements ?? []
        #expect(entries.compactMap { $0["status"]?.string } == ["failed", "not_found"])
        #expect(state.readStatuses(nil, now: 0).status == 400)
        #expect(state.readStatuses("", now: 0).status == 400)
        #expect(state.readStatuses((0...100).map(String.init).joined(separator: ","), now: 0).status == 400)
        #expect(state.readStatuses((0..<100).map(String.init).joined(separator: ","), now: 0).status == 200)
    }

    @Test("the list is paged from the newest, and searched by a part of the title")
    func list() throws {
        var state = makeState { $0.limit = 100 }
        for number in 0..<25 {
            _ = state.createStep(
                videoBody("c\(number)", more: #","title":"Film \#(number % 2) [clp:\#(number)]""#), at: 0)
        }
        var titles: [String] = []
        var token: String?
        repeat {
            let page = try PageRequest(limit: "10", token: token)
            let json = try RawJSON(state.listVideos(title: nil, page: page, now: 0).body)
            titles += json["data"]?.elements.compactMap { $0["title"]?.string } ?? []
            token = json["next_token"]?.string
            #expect(json["has_more"]?.bool == (token != nil))
        } while token != nil
        #expect(titles == (0..<25).reversed().map { "Film \($0 % 2) [clp:\($0)]" })
        let page = try PageRequest(limit: nil, token: nil)
        let found = try RawJSON(state.listVideos(title: "[clp:7]", page: page, now: 0).body)
        #expect(found["data"]?.elements.count == 1)
        #expect(found["has_more"]?.bool == false)
        #expect(throws: ValidationIssue.self) { try PageRequest(limit: "101", token: nil) }
        #expect(throws: ValidationIssue.self) { try PageRequest(limit: nil, token: "x") }
    }

    @Test("a deleted video is gone, and tells nobody")
    func delete() throws {
        var state = makeState { $0.webhookURL = "http://127.0.0.1:1" }
        let id = try id(state.createStep(videoBody("a"), at: 0))
        #expect(state.deleteVideo(id).status == 200)
        #expect(state.deleteVideo(id).status == 404)
        #expect(state.readVideo(id, now: 0).status == 404)
        state.advance(to: 1000)
        #expect(state.takeOutbox().isEmpty)
        #expect(state.meter.current == 0)
    }

    @Test("ten thousand videos end, none left behind")
    func manyVideos() {
        var state = makeState { $0.limit = .max }
        for number in 0..<10_000 { _ = state.createStep(videoBody("c\(number)"), at: Double(number) / 1000) }
        state.advance(to: 1000)
        #expect(state.ledger(now: 1000).purchases == 10_000)
        #expect(state.meter.current == 0)
    }
}
