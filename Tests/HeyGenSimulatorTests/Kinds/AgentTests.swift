import HeyGen
import Testing

@testable import HeyGenSimulator

@Suite struct AgentTests {
    private let agent = KindCase.all.first { $0.kind == .videoAgent }!

    private func start(
        _ state: inout SimulatorState, _ commands: String = "", more: String = "", at now: Double = 0
    ) throws -> String {
        try #require(
            try agent.createdID(state.createStep(agent, agent.body("c", commands, more: more), at: now).answer))
    }

    private func send(_ state: inout SimulatorState, _ id: String, _ text: String, at now: Double) throws -> APIAnswer {
        state.advance(to: now)
        return state.sendMessage(id, try RawJSON(Array(text.utf8)), now: now)
    }

    private func types(_ session: RawJSON) -> [String?] {
        session["messages"]?.elements.map { $0["type"]?.string } ?? []
    }

    @Test("a session knows its video late, and the video is read as a video")
    func video() throws {
        var state = makeState()
        let id = try start(&state)
        state.advance(to: 59)
        #expect(try state.data(agent, id, at: 59)["video_id"]?.isNull == true)
        #expect(try RawJSON(state.sessionVideos(id, now: 59).body)["data"]?.elements.isEmpty == true)
        state.advance(to: 60)
        let session = try state.data(agent, id, at: 60)
        let video = try #require(session["video_id"]?.string)
        #expect(session["progress"]?.int == 60)
        #expect(types(session) == ["resource", "text"])
        #expect(try RawJSON(state.readVideo(video, now: 60).body)["data"]?["status"]?.string != "completed")
        state.advance(to: 100)
        #expect(try RawJSON(state.readVideo(video, now: 100).body)["data"]?["video_url"]?.string != nil)
        #expect(try RawJSON(state.sessionVideos(id, now: 100).body)["data"]?.elements.first?["id"]?.string == video)
        let resource = try #require(session["messages"]?.elements.first?["resource_ids"]?.elements.first?.string)
        #expect(try RawJSON(state.sessionResource(id, resource, now: 100).body)["data"]?["url"]?.string != nil)
        #expect(state.sessionResource(id, "res-x", now: 100).status == 404)
        let ledger = state.ledger(now: 100)
        #expect(ledger.videos.map(\.kind) == [.videoAgent])
        #expect(ledger.purchases == 1)
        #expect(ledger.inFlightMax == 1)
    }

    @Test("the event names session, video and callback id")
    func event() throws {
        var state = makeState { $0.webhookURL = "http://127.0.0.1:1/hook" }
        let id = try start(&state)
        state.advance(to: 100)
        let requests = state.takeOutbox()
        #expect(requests.count == 1)
        let data = try #require(try RawJSON(requests[0].body)["event_data"])
        #expect(data["session_id"]?.string == id)
        #expect(data["video_id"]?.string == (try state.data(agent, id, at: 100)["video_id"]?.string))
        #expect(data["callback_id"]?.string == "c")
    }

    @Test("a session that fails does so without a video, and says why in a message")
    func failure() throws {
        var state = makeState { $0.failRate = 1 }
        let id = try start(&state)
        state.advance(to: 100)
        let session = try state.data(agent, id, at: 100)
        #expect(session["status"]?.string == "failed")
        #expect(session["video_id"]?.isNull == true)
        #expect(types(session) == ["error", "text"])
        #expect(session["messages"]?.elements.first?["content"]?.string == "Simulated rendering failure")
        #expect(state.resources.count == 1)
    }

    @Test(
        "a session that asks stands still until a message comes",
        arguments: [
            ("", #","mode":"chat""#, "waiting_for_input"), ("[[simulator:needs-input]]", "", "waiting_for_input"),
            ("[[simulator:reviewing]]", "", "reviewing"),
        ])
    func asking(_ commands: String, _ more: String, _ word: String) throws {
        var state = makeState { $0.webhookURL = "http://127.0.0.1:1/hook" }
        let id = try start(&state, commands, more: more)
        state.advance(to: 5000)
        let waiting = try state.data(agent, id, at: 5000)
        #expect(waiting["status"]?.string == word)
        #expect(waiting["progress"]?.int == 20)
        #expect(state.meter.current == 1)
        #expect(try send(&state, id, #"{"message":""}"#, at: 5000).status == 400)
        #expect(try send(&state, id, #"{"message":"go","zzz":1}"#, at: 5000).status == 422)
        let sent = try RawJSON(try send(&state, id, #"{"message":"go on"}"#, at: 5000).body)
        #expect(sent["data"]?["session_id"]?.string == id)
        #expect(sent["data"]?["run_id"]?.string?.isEmpty == false)
        #expect(try state.data(agent, id, at: 5001)["status"]?.string == "generating")
        // The 80 seconds that were left.
        state.advance(to: 5079)
        #expect(state.takeOutbox().isEmpty)
        state.advance(to: 5080)
        #expect(try state.data(agent, id, at: 5080)["status"]?.string == "completed")
        #expect(state.takeOutbox().count == 1)
        #expect(try send(&state, id, #"{"message":"more"}"#, at: 5081).status == 409)
        #expect(try send(&state, "nobody", #"{"message":"x"}"#, at: 5081).status == 404)
    }

    @Test("a stopped session fails at once, frees its slot and tells so; stopping it again changes nothing")
    func stop() throws {
        var state = makeState { $0.webhookURL = "http://127.0.0.1:1/hook" }
        let id = try start(&state, "[[simulator:needs-input]]")
        state.advance(to: 50)
        #expect(state.stopSession(id, now: 50).status == 200)
        let session = try state.data(agent, id, at: 50)
        #expect(session["status"]?.string == "failed")
        #expect(types(session).first == "error")
        #expect(state.meter.current == 0)
        let body = state.stopSession(id, now: 60).body
        #expect(try RawJSON(body)["data"]?["session_id"]?.string == id)
        state.advance(to: 1000)
        let requests = state.takeOutbox()
        #expect(try requests.map { try RawJSON($0.body)["event_type"]?.string } == ["video_agent.fail"])
        #expect(state.stopSession("nobody", now: 0).status == 404)
    }

    @Test("at most forty messages are shown, the newest first")
    func messages() throws {
        var state = makeState()
        let id = try start(&state, "[[simulator:needs-input]][[simulator:seconds=1000]]")
        for number in 0..<50 {
            #expect(try send(&state, id, #"{"message":"m\#(number)"}"#, at: Double(number)).status == 200)
        }
        let messages = try state.data(agent, id, at: 50)["messages"]?.elements ?? []
        #expect(messages.count == 40)
        #expect(messages.first?["content"]?.string == "m49")
        #expect(messages.first?["role"]?.string == "user")
    }
}
