import HeyGen
import Testing

@testable import HeyGenSimulator

/// Every kind lives the same life in its own words.
@Suite struct KindLifeTests {
    private func makeState(_ change: (inout SimulatorConfiguration) -> Void = { _ in }) -> SimulatorState {
        HeyGenSimulatorTests.makeState {
            $0.webhookURL = "http://127.0.0.1:1/hook"
            change(&$0)
        }
    }

    @Test("a resource is bought, works, and ends with its links", arguments: KindCase.all)
    func life(_ kind: KindCase) throws {
        var state = makeState()
        let plan = state.createStep(kind, kind.body("c"), at: 0)
        #expect(plan.answer.status == kind.status)
        let id = try #require(try kind.createdID(plan.answer))
        var words: [String?] = []
        for now in [0, 50, 100.0] {
            state.advance(to: now)
            words.append(try state.data(kind, id, at: now)["status"]?.string)
            let links = try state.data(kind, id, at: now)
            for name in kind.links where now < 100 { #expect(links[name]?.string == nil) }
        }
        #expect(words == kind.words)
        let end = try state.data(kind, id, at: 100)
        for name in kind.links { #expect(end[name]?.string?.contains("/files/\(id)/") == true, "\(name)") }
        #expect(state.meter.current == 0)
        let entry = try #require(state.ledger(now: 100).videos.first)
        #expect(entry.kind == kind.kind)
        #expect(entry.videoID == id)
        #expect(entry.status == "completed")
        #expect(state.ledger(now: 100).purchases == 1)
    }

    @Test("the end is told to endpoints with the id and callback id, if the kind has an event", arguments: KindCase.all)
    func events(_ kind: KindCase) throws {
        for hasFailed in [false, true] {
            var state = makeState { $0.failRate = hasFailed ? 1 : 0 }
            let id = try #require(try kind.createdID(state.createStep(kind, kind.body("c"), at: 0).answer))
            state.advance(to: 100)
            #expect(try state.data(kind, id, at: 100)["status"]?.string == (hasFailed ? "failed" : "completed"))
            let requests = state.takeOutbox()
            let page = try PageRequest(limit: nil, token: nil)
            let listed = try RawJSON(state.listEvents(type: nil, entity: id, page: page).body)["data"]?.elements
            guard let name = kind.eventID else {
                #expect(requests.isEmpty)
                #expect(listed?.isEmpty == true)
                continue
            }
            let json = try RawJSON(try #require(requests.first).body)
            #expect(requests.count == 1)
            #expect(json["event_type"]?.string == (hasFailed ? kind.events.failure : kind.events.success))
            #expect(json["event_data"]?[name]?.string == id)
            if kind.hasCallback { #expect(json["event_data"]?["callback_id"]?.string == "c") }
            #expect(listed?.count == 1)
            #expect(listed?.first?["event_data"]?.text == json["event_data"]?.text)
        }
    }

    @Test("a callback_url is told unsigned", arguments: KindCase.all.filter(\.hasCallback))
    func callback(_ kind: KindCase) throws {
        var state = makeState()
        let body = kind.body("c", more: #","callback_url":"http://127.0.0.1:2/cb""#)
        let id = try #require(try kind.createdID(state.createStep(kind, body, at: 0).answer))
        state.advance(to: 100)
        let request = try #require(state.takeOutbox().first { $0.url == "http://127.0.0.1:2/cb" })
        #expect(request.headers.map(\.name) == ["content-type"])
        let json = try RawJSON(request.body)
        if kind.kind == .lipsync {
            #expect(json["event_type"] == nil)
            #expect(json["id"]?.string == id)
            #expect(json["video_url"]?.string != nil)
        } else {
            #expect(json["event_type"]?.string == kind.events.success)
        }
        #expect((json["event_data"] ?? json)["callback_id"]?.string == "c")
    }

    @Test("the newest stands first in a list, and a deleted one nowhere", arguments: KindCase.all)
    func lists(_ kind: KindCase) throws {
        guard kind.reads.pageLimit != nil else { return }
        var state = makeState()
        var ids: [String] = []
        for number in 0..<3 {
            let plan = state.createStep(kind, kind.body("c\(number)"), at: Double(number))
            ids.append(try #require(try kind.createdID(plan.answer)))
        }
        func list() throws -> [String?] {
            let page = try PageRequest(limit: "10", token: nil)
            let json = try RawJSON(state.list(kind.reads, title: nil, page: page, now: 3).body)
            return json["data"]?.elements.map { ($0["id"] ?? $0["session_id"] ?? $0["render_id"])?.string } ?? []
        }
        #expect(try list() == ids.reversed())
        guard kind.reads.deleted != nil else { return }
        #expect(state.delete(ids[1], in: kind.reads).status == 200)
        #expect(state.delete(ids[1], in: kind.reads).status == 404)
        #expect(try list() == [ids[2], ids[0]])
        #expect(!state.hasFiles(ids[1]))
        #expect(state.hasFiles(ids[0]))
        if kind.reads.showsDeleted {
            #expect(try state.data(kind, ids[1], at: 3)["status"]?.string == "deleted")
        } else {
            #expect(state.read(ids[1], in: kind.reads, now: 3).status == 404)
        }
        state.advance(to: 200)
        #expect(state.takeOutbox().count == (kind.eventID == nil ? 0 : 2))
    }

    @Test("bulk reads call every id video_id", arguments: KindCase.all)
    func statuses(_ kind: KindCase) throws {
        guard kind.reads.bulk != nil else { return }
        var state = makeState { $0.failRate = 1 }
        let id = try #require(try kind.createdID(state.createStep(kind, kind.body("c"), at: 0).answer))
        state.advance(to: 100)
        let description = ResourceDescription.of(kind.kind == .template ? .video : kind.kind)
        let answer = state.readStatuses("\(id),nobody", batches: nil, of: description, now: 100)
        let entries = try RawJSON(answer.body)["data"]?.elements ?? []
        #expect(entries.map { $0["video_id"]?.string } == [id, "nobody"])
        #expect(entries.map { $0["status"]?.string } == ["failed", "not_found"])
        #expect(entries.first?["error"]?["code"]?.string == "rendering_failed")
    }

    @Test("a slot is held until the end, and the key replays the answer of creation", arguments: KindCase.all)
    func slotsAndKeys(_ kind: KindCase) throws {
        var state = makeState { $0.limit = 1 }
        let more = kind.kind == .backgroundRemoval ? #","request_id":"k""# : ""
        let first = state.createStep(kind, kind.body("a", more: more), key: "k", at: 0)
        #expect(first.answer.status == kind.status)
        #expect(state.createStep(kind, kind.body("b"), key: "k2", at: 1).answer.status == 429)
        let replay = state.createStep(kind, kind.body("a", more: more), key: "k", at: 200)
        #expect(replay.answer.body == first.answer.body)
        #expect(replay.answer.status == kind.status)
        #expect(state.ledger(now: 200).purchases == 1)
        state.configuration.faults = [.ignoreIdempotency: 1]
        #expect(state.createStep(kind, kind.body("a", more: more), key: "k", at: 201).answer.status == kind.status)
        #expect(state.ledger(now: 201).boughtTwice == [kind.hasCallback ? "a" : "k"])
    }

    @Test("faults strike every create alike", arguments: KindCase.all)
    func faults(_ kind: KindCase) throws {
        var throttled = makeState { $0.faults = [.throttle: 1] }
        #expect(throttled.createStep(kind, kind.body("a"), at: 0).answer.status == 429)
        var lost = makeState { $0.faults = [.lostAnswer: 1, .slowCreate: 1] }
        let plan = lost.createStep(kind, kind.body("a"), at: 0)
        #expect(plan.transport == .lost)
        #expect(plan.delaySeconds == 35)
        var early = makeState { $0.faults = [.eventBeforeAnswer: 1] }
        let ahead = early.createStep(kind, kind.body("a"), at: 0)
        #expect(ahead.deliverFirst.count == (kind.eventID == nil ? 0 : 1))
        let id = try #require(try kind.createdID(ahead.answer))
        #expect(try early.data(kind, id, at: 0)["status"]?.string == "completed")
        #expect(early.meter.current == 0)
    }

    @Test("a request commands its own fate", arguments: KindCase.all)
    func commands(_ kind: KindCase) throws {
        var state = makeState { $0.failRate = 0.5 }
        func create(_ id: String, _ commands: String) throws -> String {
            try #require(try kind.createdID(state.createStep(kind, kind.body(id, commands), at: 0).answer))
        }
        let quick = try create("a", "[[simulator:succeed]][[simulator:seconds=3]]")
        let failing = try create("b", "[[simulator:fail]]")
        let never = try create("c", "[[simulator:never]]")
        state.advance(to: 3)
        #expect(try state.data(kind, quick, at: 3)["status"]?.string == "completed")
        state.advance(to: 10_000)
        #expect(try state.data(kind, failing, at: 10_000)["status"]?.string == "failed")
        #expect(try state.data(kind, never, at: 10_000)["status"]?.string == kind.words[1])
        #expect(state.meter.current == 1)
    }

    @Test("an unknown id is refused with the code of the kind")
    func unknown() throws {
        let state = makeState()
        let codes = try KindCase.all.map { kind in
            let answer = state.read("nobody", in: kind.reads, now: 0)
            #expect(answer.status == 404)
            return try RawJSON(answer.body)["error"]?["code"]?.string
        }
        let plain = "resource_not_found"
        #expect(
            codes == [
                "video_not_found", "video_not_found", plain, plain, plain, plain, "hyperframes_render_not_found",
                plain, plain,
            ])
    }

    @Test("fates depend on the callback id, not on the kind, and those of videos are as they always were")
    func fates() throws {
        var seen: Set<String> = []
        for kind in KindCase.all where kind.hasCallback {
            var state = makeState {
                $0.failRate = 0.3
                $0.renderSeconds = 60...300
                $0.limit = 100
            }
            for number in 0..<20 { _ = state.createStep(kind, kind.body("job-\(number)"), at: 0) }
            seen.insert(state.resources.map { "\($0.fate.end) \(Int($0.fate.seconds))" }.joined(separator: ","))
        }
        #expect(seen.count == 1)
        #expect(seen.first?.hasPrefix(Self.pinned) == true, "\(seen)")
    }

    /// The first fates of seed 1: a demo's story hangs on them.
    private static let pinned = "completed 262,failed 106,failed 222,completed 102,failed 284"
}
