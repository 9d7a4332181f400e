import HeyGen
import Testing

@testable import HeyGenSimulator

@Suite struct BatchTests {
    private static let videos = ResourceDescription.video.batch!
    private static let translations = ResourceDescription.videoTranslation.batch!
    private static let lipsyncs = ResourceDescription.lipsync.batch!

    private func makeState(_ change: (inout SimulatorConfiguration) -> Void = { _ in }) -> SimulatorState {
        HeyGenSimulatorTests.makeState {
            $0.webhookURL = "http://127.0.0.1:1/hook"
            change(&$0)
        }
    }

    private func batch(_ list: String, _ items: [[UInt8]], more: String = "") -> [UInt8] {
        let texts = items.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",")
        return Array(#"{"\#(list)":[\#(texts)]\#(more)}"#.utf8)
    }

    private func films(_ count: Int, script: String = "s") -> [[UInt8]] {
        (0..<count).map { videoBody("job-\($0)", script: script) }
    }

    private func submit(
        _ state: inout SimulatorState, _ description: BatchDescription, _ body: [UInt8], key: String? = nil,
        at now: Double = 0
    ) throws -> RawJSON {
        state.advance(to: now)
        return try RawJSON(state.create(.batch(description), body, key: key, now: now).answer.body)
    }

    private func read(
        _ state: SimulatorState, _ description: BatchDescription, _ id: String, limit: String? = nil,
        token: String? = nil
    ) throws -> RawJSON {
        let page = try PageRequest(limit: limit, token: token, standard: 100)
        return try #require(try RawJSON(state.readBatch(id, description, page: page).body)["data"])
    }

    @Test("items are bought one by one while slots are free, the others wait without an id")
    func slots() throws {
        var state = makeState { $0.limit = 2 }
        let answer = try submit(&state, Self.videos, batch("videos", films(5)))
        #expect(answer["data"]?["status"]?.string == "processing")
        #expect(answer["data"]?["total_items"]?.int == 5)
        let id = try #require(answer["data"]?["batch_id"]?.string)
        #expect(try read(state, Self.videos, id)["counts_by_status"]?["queued"]?.int == 5)
        state.advance(to: 1)
        #expect(state.meter.current == 1)
        state.advance(to: 50)
        #expect(state.meter.current == 2)
        let half = try read(state, Self.videos, id)
        #expect(
            half["items"]?.elements.compactMap { $0["status"]?.string } == [
                "processing", "processing", "queued", "queued", "queued",
            ])
        #expect(half["items"]?.elements.map { $0["video_id"]?.string != nil } == [true, true, false, false, false])
        // Bought at 1 and 2, 101 and 102, 201.
        state.advance(to: 300)
        #expect(try read(state, Self.videos, id)["status"]?.string == "processing")
        state.advance(to: 301)
        let end = try read(state, Self.videos, id)
        #expect(end["status"]?.string == "completed")
        #expect(end["counts_by_status"]?["completed"]?.int == 5)
        let ledger = state.ledger(now: 301)
        #expect(ledger.inFlightMax == 2)
        #expect(ledger.videos.map(\.batchID) == Array(repeating: id, count: 5))
        #expect(ledger.videos.map(\.callbackID) == (0..<5).map { "job-\($0)" })
        #expect(ledger.batches.first?.totalItems == 5)
    }

    @Test("a batch larger than all free slots is accepted, and its queued items hold none unless told to")
    func queuedItems() throws {
        var state = makeState { $0.limit = 3 }
        _ = try submit(&state, Self.videos, batch("videos", films(50)))
        #expect(state.createStep(videoBody("single"), at: 0).answer.status == 200)
        var strict = makeState {
            $0.limit = 3
            $0.queuedItemsHoldSlots = true
        }
        _ = try submit(&strict, Self.videos, batch("videos", films(3)))
        #expect(strict.createStep(videoBody("single"), at: 0).answer.status == 429)
        #expect(strict.createStep(videoBody("single"), at: 102).answer.status == 200)
    }

    @Test("two batches and single creates share the slots, and all of them come to an end")
    func sharing() throws {
        var state = makeState { $0.limit = 3 }
        _ = try submit(&state, Self.videos, batch("videos", films(10)))
        let item = Array(#"{"video":\#(KindCase.source),"audio":\#(KindCase.source)}"#.utf8)
        _ = try submit(&state, Self.lipsyncs, batch("lipsyncs", Array(repeating: item, count: 10)))
        for number in 0..<20 {
            _ = state.createStep(videoBody("single-\(number)"), at: Double(number) * 40)
            #expect(state.meter.current <= 3)
        }
        state.advance(to: 10_000)
        #expect(state.batches.allSatisfy { $0.open == 0 })
        #expect(state.queuedItems == 0)
        #expect(state.meter.current == 0)
    }

    @Test("the end of all items is told once, to endpoints and to the batch's own callback_url")
    func finished() throws {
        var state = makeState()
        let more = #","title":"B","callback_url":"http://127.0.0.1:2/batch""#
        let items = films(2) + [videoBody("last", script: "[[simulator:fail]]")]
        let id = try #require(
            try submit(&state, Self.videos, batch("videos", items, more: more))["data"]?["batch_id"]?.string)
        state.advance(to: 102)
        #expect(state.takeOutbox().count == 2)
        state.advance(to: 1000)
        let requests = state.takeOutbox()
        #expect(
            requests.map(\.url) == ["http://127.0.0.1:1/hook", "http://127.0.0.1:1/hook", "http://127.0.0.1:2/batch"])
        let json = try RawJSON(requests[2].body)
        #expect(json["event_type"]?.string == "batch.finished")
        #expect(json["event_data"]?["batch_id"]?.string == id)
        #expect(json["event_data"]?["status"]?.string == "completed")
        #expect(json["event_data"]?["counts_by_status"]?["failed"]?.int == 1)
        #expect(requests[2].signature == "none")
        let read = try read(state, Self.videos, id)
        #expect(read["title"]?.string == "B")
        #expect(read["items"]?.elements.last?["error"]?["code"]?.string == "rendering_failed")
        state.deliveryEnded(requests[2], status: 200, now: 1000)
        #expect(state.ledger(now: 1000).batches.first?.deliveries.map(\.target) == ["callback_url"])
    }

    @Test("a batch has failed only when every item has")
    func failed() throws {
        var state = makeState { $0.failRate = 1 }
        let id = try #require(
            try submit(&state, Self.videos, batch("videos", films(2)))["data"]?["batch_id"]?.string)
        state.advance(to: 1000)
        #expect(try read(state, Self.videos, id)["status"]?.string == "failed")
    }

    @Test("a key yields the original batch, unless keys are ignored")
    func replay() throws {
        var state = makeState()
        let first = try submit(&state, Self.videos, batch("videos", films(2)), key: "k")
        let again = try submit(&state, Self.videos, batch("videos", films(9)), key: "k", at: 50)
        #expect(first.text == again.text)
        state.advance(to: 1000)
        #expect(state.ledger(now: 1000).purchases == 2)
        state.configuration.faults = [.ignoreIdempotency: 1]
        _ = try submit(&state, Self.videos, batch("videos", films(2)), key: "k", at: 1000)
        state.advance(to: 2000)
        #expect(state.ledger(now: 2000).purchases == 4)
        #expect(state.ledger(now: 2000).boughtTwice == ["job-0", "job-1"])
    }

    @Test("one bad item refuses the whole batch with its place")
    func badItem() throws {
        var state = makeState()
        let bad = Array(#"{"type":"avatar","script":"s"}"#.utf8)
        let cases: [([UInt8], String)] = [
            (batch("videos", films(3) + [bad]), "videos[3].avatar_id"), (batch("videos", []), "videos"),
            (batch("videos", films(101)), "videos"), (batch("videos", films(1), more: #","zzz":1"#), "zzz"),
            (batch("films", films(1)), "films"), (Array("{}".utf8), "videos"),
            (batch("videos", films(1), more: #","callback_url":"x""#), "callback_url"),
        ]
        for (body, param) in cases {
            let answer = state.create(.batch(Self.videos), body, now: 0).answer
            #expect(answer.status == 400)
            #expect(try RawJSON(answer.body)["error"]?["param"]?.string == param)
        }
        #expect(state.batches.isEmpty)
        let studio = Array(#"{"type":"studio","scenes":[{"type":"video","source":\#(KindCase.source)}]}"#.utf8)
        #expect(state.create(.batch(Self.videos), batch("videos", [studio]), now: 0).answer.status == 202)
    }

    @Test("each language of a translation is an item, and they count towards the hundred")
    func languages() throws {
        var state = makeState { $0.limit = 1000 }
        func item(_ count: Int, _ id: String) -> [UInt8] {
            let languages = (0..<count).map { "\"L\($0)\"" }.joined(separator: ",")
            return Array(
                #"{"video":\#(KindCase.source),"output_languages":[\#(languages)],"callback_id":"\#(id)"}"#.utf8)
        }
        let body = batch("video_translations", [item(3, "a"), item(97, "b")])
        let id = try #require(try submit(&state, Self.translations, body)["data"]?["batch_id"]?.string)
        state.advance(to: 1000)
        let ledger = state.ledger(now: 1000)
        #expect(ledger.purchases == 100)
        #expect(ledger.boughtTwice.isEmpty)
        #expect(state.resources.prefix(4).map(\.language) == ["L0", "L1", "L2", "L0"])
        let first = try read(state, Self.translations, id, limit: "60")
        #expect(first["items"]?.elements.first?["item_index"]?.int == 0)
        #expect(first["has_more"]?.bool == true)
        let rest = try read(state, Self.translations, id, limit: "60", token: first["next_token"]?.string)
        #expect(rest["items"]?.elements.first?["item_index"]?.int == 60)
        #expect(rest["items"]?.elements.count == 40)
        #expect(rest["has_more"]?.bool == false)
        let large = batch("video_translations", [item(4, "a"), item(97, "b")])
        #expect(state.create(.batch(Self.translations), large, now: 1000).answer.status == 400)
    }

    @Test("a bulk read puts the items in the place of a batch, up to a hundred in all")
    func statuses() throws {
        var state = makeState { $0.limit = 1 }
        let id = try #require(
            try submit(&state, Self.videos, batch("videos", films(60)))["data"]?["batch_id"]?.string)
        state.advance(to: 50)
        func statuses(_ ids: String?, _ batches: String) throws -> RawJSON {
            try RawJSON(state.readStatuses(ids, batches: batches, of: .video, now: 50).body)
        }
        let entries = try statuses("x", "\(id),unknown")["data"]?.elements ?? []
        #expect(entries.count == 62)
        #expect(entries[0]["status"]?.string == "not_found")
        #expect(entries[1]["video_id"]?.string == state.resources[0].id)
        #expect(entries[1]["batch_id"]?.string == id)
        #expect(entries[1]["item_index"]?.int == 0)
        #expect(entries[2]["video_id"]?.isNull == true)
        #expect(entries[2]["status"]?.string == "queued")
        #expect(entries[61]["status"]?.string == "not_found")
        #expect(entries[61]["batch_id"]?.string == "unknown")
        #expect(
            try statuses((0..<41).map(String.init).joined(separator: ","), id)["error"]?["param"]?.string == "video_ids"
        )
        #expect(try statuses(nil, "\(id),\(id)")["error"]?["code"]?.string == "invalid_parameter")
        #expect(
            try RawJSON(state.readStatuses(nil, batches: id, of: .lipsync, now: 50).body)["data"]?.elements.count == 1)
        let page = try PageRequest(limit: nil, token: nil, standard: 100)
        #expect(state.readBatch(id, Self.lipsyncs, page: page).status == 404)
    }

    @Test("a deleted item still settles its batch")
    func deletedItem() throws {
        var state = makeState()
        let id = try #require(
            try submit(&state, Self.videos, batch("videos", films(1)))["data"]?["batch_id"]?.string)
        state.advance(to: 50)
        #expect(state.deleteVideo(state.resources[0].id).status == 200)
        state.advance(to: 200)
        #expect(try read(state, Self.videos, id)["status"]?.string == "completed")
        #expect(state.takeOutbox().count == 1)
    }

    @Test("items have the fates they would have alone")
    func fates() throws {
        var alone = makeState {
            $0.failRate = 0.3
            $0.limit = 100
            $0.renderSeconds = 60...300
        }
        var together = alone
        for body in films(40) { _ = alone.createStep(body, at: 0) }
        _ = try submit(&together, Self.videos, batch("videos", films(40)))
        together.advance(to: 1000)
        #expect(alone.resources.map(\.fate) == together.resources.map(\.fate))
    }
}
