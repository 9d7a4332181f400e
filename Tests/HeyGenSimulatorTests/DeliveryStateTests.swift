import HeyGen
import Testing

@testable import HeyGenSimulator

@Suite struct DeliveryStateTests {
    private func makeState(_ change: (inout SimulatorConfiguration) -> Void = { _ in }) -> SimulatorState {
        HeyGenSimulatorTests.makeState {
            $0.webhookURL = "http://127.0.0.1:1/hook"
            $0.webhookSecret = "whsec_s"
            change(&$0)
        }
    }

    /// Buys a render that ends at 100 and returns what is sent by `time`.
    private func outbox(
        _ state: inout SimulatorState, body: [UInt8] = videoBody("c"), by time: Double = 100
    ) -> [OutboundRequest] {
        _ = state.createStep(body, at: 0)
        state.advance(to: time)
        return state.takeOutbox()
    }

    private func headers(_ request: OutboundRequest) -> [String: String] {
        Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
    }

    @Test(
        "each profile has its headers, and the signature fits the body",
        arguments: [
            (HeaderProfile.prefixed, ["heygen-event-id", "heygen-signature", "heygen-timestamp"]),
            (.plain, ["signature"]),
            (.both, ["heygen-event-id", "heygen-signature", "heygen-timestamp", "signature"]),
        ])
    func profiles(_ profile: HeaderProfile, _ names: [String]) throws {
        var state = makeState { $0.headerProfile = profile }
        let request = try #require(outbox(&state).first)
        let headers = headers(request)
        #expect(
            headers.keys.filter { $0.contains("-id") || $0.contains("sign") || $0.contains("stamp") }.sorted() == names)
        let expected = WebhookSigner.sign(body: request.body, secret: "whsec_s")
        for name in names where name.hasSuffix("signature") { #expect(headers[name] == expected) }
        let event = try #require(HeyGenEvent(body: request.body))
        #expect(event.meaning == .succeeded)
        #expect(event.callbackID == "c")
        #expect(event.renderID == state.resources[0].id)
        #expect(event.link?.contains("Signature=") == true)
    }

    @Test("a failure says so, with HeyGen's words")
    func failure() throws {
        var state = makeState { $0.failRate = 1 }
        let request = try #require(outbox(&state).first)
        let event = try #require(HeyGenEvent(body: request.body))
        #expect(event.meaning == .failed)
        #expect(event.failureMessage == "Simulated rendering failure")
    }

    @Test("a delivery is repeated with growing gaps for 24 hours, and never after a 2xx")
    func retries() throws {
        var state = makeState()
        var pending = outbox(&state)
        var times: [Double] = []
        var now = 100.0
        while let request = pending.first {
            times.append(now)
            #expect(request.delivery.attempt == times.count)
            state.deliveryEnded(request, status: times.count == 1 ? nil : 503, now: now)
            guard let due = state.nextDue else { break }
            now = due
            state.advance(to: now)
            pending = state.takeOutbox()
        }
        let gaps = zip(times.dropFirst(), times).map(-)
        #expect(Array(gaps.prefix(4)) == [10, 20, 40, 80])
        #expect(gaps.max() == 3600)
        #expect(now - 100 <= 86_400)
        #expect(now - 100 > 80_000)
        #expect(state.resources[0].deliveries.first?.status == nil)

        var kind = makeState()
        let request = try #require(outbox(&kind).first)
        kind.deliveryEnded(request, status: 204, now: 100)
        #expect(kind.nextDue == nil)
        #expect(kind.ledger(now: 100).videos[0].deliveries.map(\.status) == [204])
    }

    @Test("the request's own callback_url gets the same event unsigned")
    func callbackURL() throws {
        var state = makeState()
        let body = videoBody("c", more: #","callback_url":"http://127.0.0.1:2/cb""#)
        let requests = outbox(&state, body: body)
        #expect(requests.map(\.url) == ["http://127.0.0.1:1/hook", "http://127.0.0.1:2/cb"])
        #expect(requests[0].body == requests[1].body)
        #expect(headers(requests[1]) == ["content-type": "application/json"])
    }

    @Test("endpoints get the events they asked for, after a rotation under the new secret, and none once deleted")
    func endpoints() throws {
        var state = HeyGenSimulatorTests.makeState()
        func create(_ text: String) throws -> RawJSON {
            let answer = state.createEndpoint(try RawJSON(Array(text.utf8)), now: 0)
            return try RawJSON(answer.body)
        }
        _ = try create(#"{"url":"http://127.0.0.1:1/fails","events":["avatar_video.fail"]}"#)
        let all = try create(#"{"url":"http://127.0.0.1:1/all","events":null}"#)
        let gone = try create(#"{"url":"http://127.0.0.1:1/gone"}"#)
        let secret = try #require(all["data"]?["secret"]?.string)
        #expect(secret.hasPrefix("whsec_"))
        let id = try #require(all["data"]?["endpoint_id"]?.string)
        let rotated = try RawJSON(state.rotateSecret(id, now: 0).body)["data"]?["secret"]?.string
        #expect(rotated != secret)
        let goneID = try #require(gone["data"]?["endpoint_id"]?.string)
        #expect(state.deleteEndpoint(goneID).status == 200)
        let requests = outbox(&state)
        #expect(requests.map(\.url) == ["http://127.0.0.1:1/all"])
        let newSecret = try #require(rotated)
        let signature = WebhookSigner.sign(body: requests[0].body, secret: newSecret)
        #expect(headers(requests[0])["signature"] == signature)
        #expect(try create(#"{"url":"http://example.com"}"#)["error"]?["param"]?.string == "url")
        #expect(try create(#"{"url":"https://x.test","events":["nope"]}"#)["error"]?["param"]?.string == "events[0]")
    }

    @Test("a repeat after a rotation is signed with the new secret, or with that of its first attempt by a fault")
    func repeatsAfterRotation() throws {
        for (rate, expected) in [(0.0, "new"), (1.0, "old")] {
            var state = makeState { $0.faults = [.oldSecretRetries: rate] }
            let first = try #require(outbox(&state).first)
            state.deliveryEnded(first, status: 503, now: 100)
            let answer = try RawJSON(state.rotateSecret(state.endpoints[0].id, now: 105).body)
            let new = try #require(answer["data"]?["secret"]?.string)
            state.advance(to: 110)
            let second = try #require(state.takeOutbox().first)
            let secret = expected == "new" ? new : "whsec_s"
            #expect(headers(second)["signature"] == WebhookSigner.sign(body: second.body, secret: secret))
        }
    }

    @Test("story events follow when asked for")
    func story() {
        var state = makeState { $0.storyEvents = true }
        let types = outbox(&state, by: 112).compactMap { HeyGenEvent(body: $0.body)?.type }
        #expect(types == ["avatar_video.success", "avatar_video_gif.success", "avatar_video_caption.success"])
    }

    @Test("delivered events are listed, the newest first, dropped ones too")
    func listedEvents() throws {
        var state = makeState { $0.faults = [.dropEvents: 1] }
        _ = state.createStep(videoBody("a"), at: 0)
        _ = state.createStep(videoBody("b"), at: 1)
        state.advance(to: 200)
        #expect(state.takeOutbox().isEmpty)
        let page = try PageRequest(limit: nil, token: nil)
        let list = try RawJSON(state.listEvents(type: nil, page: page).body)["data"]?.elements ?? []
        #expect(list.compactMap { $0["event_data"]?["callback_id"]?.string } == ["b", "a"])
        #expect(list.first?["event_id"]?.string?.hasPrefix("evt_") == true)
        let none = try RawJSON(state.listEvents(type: "avatar_video.fail", page: page).body)
        #expect(none["data"]?.elements.isEmpty == true)
    }
}
