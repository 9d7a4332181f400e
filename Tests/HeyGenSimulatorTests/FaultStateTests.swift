import HeyGen
import Testing

@testable import HeyGenSimulator

@Suite struct FaultStateTests {
    private func makeState(_ faults: FaultRates) -> SimulatorState {
        HeyGenSimulatorTests.makeState {
            $0.webhookURL = "http://127.0.0.1:1/hook"
            $0.webhookSecret = "whsec_s"
            $0.faults = faults
        }
    }

    private func value(_ request: OutboundRequest, _ name: String) -> String? {
        request.headers.first { $0.name == name }?.value
    }

    @Test("duplicate events come twice, delayed ones late")
    func duplicatesAndDelays() {
        var twice = makeState([.duplicateEvents: 1])
        _ = twice.createStep(videoBody("a"), at: 0)
        twice.advance(to: 105)
        let copies = twice.takeOutbox()
        #expect(copies.count == 2)
        #expect(copies.first?.body == copies.last?.body)

        var late = makeState([.delayEvents: 1])
        _ = late.createStep(videoBody("a"), at: 0)
        late.advance(to: 399)
        #expect(late.takeOutbox().isEmpty)
        late.advance(to: 1300)
        #expect(late.takeOutbox().count == 1)
    }

    @Test("a reordered event lets the next one pass, or comes 30 seconds late")
    func reorder() {
        var state = makeState([.reorderEvents: 1])
        _ = state.createStep(videoBody("a"), at: 0)
        _ = state.createStep(videoBody("b"), at: 1)
        state.advance(to: 101)
        let order = state.takeOutbox().compactMap { HeyGenEvent(body: $0.body)?.callbackID }
        #expect(order == ["b", "a"])
        _ = state.createStep(videoBody("c"), at: 200)
        state.advance(to: 329)
        #expect(state.takeOutbox().isEmpty)
        state.advance(to: 330)
        #expect(state.takeOutbox().count == 1)
    }

    @Test("a badly signed first attempt is followed by a right one when it is refused")
    func signatures() throws {
        let expected: [(Fault, String)] = [(.corruptSignature, "corrupt"), (.unsigned, "none")]
        for (fault, mark) in expected {
            var state = makeState([fault: 1])
            _ = state.createStep(videoBody("a"), at: 0)
            state.advance(to: 100)
            let first = try #require(state.takeOutbox().first)
            let right = WebhookSigner.sign(body: first.body, secret: "whsec_s")
            #expect(first.signature == mark)
            #expect(value(first, "heygen-signature") != right)
            state.deliveryEnded(first, status: 401, now: 100)
            state.advance(to: 110)
            let second = try #require(state.takeOutbox().first)
            #expect(value(second, "heygen-signature") == right)
            state.deliveryEnded(second, status: 200, now: 110)
            #expect(state.resources[0].deliveries.map(\.signature) == [mark, "valid"])
        }
    }

    @Test("a stale timestamp is more than 300 seconds old, its retry is fresh")
    func staleTimestamp() throws {
        var state = makeState([.staleTimestamp: 1])
        _ = state.createStep(videoBody("a"), at: 0)
        state.advance(to: 100)
        let first = try #require(state.takeOutbox().first)
        let age = 1_785_000_100 - (value(first, "heygen-timestamp").flatMap(Int.init) ?? 0)
        #expect((301...3600).contains(age))
        state.deliveryEnded(first, status: 401, now: 100)
        state.advance(to: 110)
        let second = try #require(state.takeOutbox().first)
        #expect(value(second, "heygen-timestamp") == "1785000110")
    }

    @Test("the terminal event can go first, and the key is in progress until the answer")
    func eventBeforeAnswer() {
        var state = makeState([.eventBeforeAnswer: 1])
        let plan = state.createStep(videoBody("a"), key: "k", at: 0)
        #expect(plan.deliverFirst.count == 1)
        #expect(plan.answer.status == 200)
        #expect(state.resources[0].finishedAt == 0)
        #expect(state.createStep(videoBody("a"), key: "k", at: 1).answer.status == 409)
        state.release("POST /v3/videos k", answer: plan.answer, now: 2)
        #expect(state.createStep(videoBody("a"), key: "k", at: 3).answer.body == plan.answer.body)
        #expect(state.ledger(now: 3).purchases == 1)
    }

    @Test("lost, truncated and late answers follow a purchase that the key replays")
    func answers() {
        var lost = makeState([.lostAnswer: 1])
        let plan = lost.createStep(videoBody("a"), key: "k", at: 0)
        #expect(plan.transport == .lost)
        lost.configuration.faults = [:]
        #expect(lost.createStep(videoBody("a"), key: "k", at: 1).answer.body == plan.answer.body)
        #expect(lost.ledger(now: 1).purchases == 1)
        var short = makeState([.truncateBody: 1])
        #expect(short.createStep(videoBody("a"), at: 0).transport == .truncated)
        var slow = makeState([.slowCreate: 1])
        #expect(slow.createStep(videoBody("a"), at: 0).delaySeconds == 35)
    }

    @Test("a 5xx happens before anything, or from a gateway after a purchase; a repeat buys nothing twice")
    func serverErrors() {
        var state = makeState([.error5xx: 1])
        state.configuration.limit = 1000
        var statuses: Set<Int> = []
        for number in 0..<60 {
            let bought = state.resources.count
            let plan = state.createStep(videoBody("c\(number)"), key: "k\(number)", at: 0)
            let answer = plan.shownAnswer ?? plan.answer
            statuses.insert(answer.status)
            #expect((state.resources.count == bought) == [500, 503].contains(answer.status))
        }
        #expect(statuses == [500, 502, 503, 504])
        state.configuration.faults = [:]
        for number in 0..<60 { _ = state.createStep(videoBody("c\(number)"), key: "k\(number)", at: 1) }
        #expect(state.ledger(now: 1).purchases == 60)
        #expect(state.ledger(now: 1).boughtTwice.isEmpty)
    }

    @Test("throttling buys nothing, and at half the rate a repeat comes through")
    func throttle() {
        var always = makeState([.throttle: 1])
        #expect(always.createStep(videoBody("a"), at: 0).answer.status == 429)
        #expect(always.ledger(now: 0).purchases == 0)
        var half = makeState([.throttle: 0.5])
        let statuses = (0..<20).map { _ in half.createStep(videoBody("a"), key: "k", at: 0).answer.status }
        #expect(Set(statuses) == [200, 429])
    }

    @Test("an ignored key buys again, and the ledger says so")
    func ignoredKey() {
        var state = makeState([.ignoreIdempotency: 1])
        for _ in 0..<2 { _ = state.createStep(videoBody("a"), key: "k", at: 0) }
        #expect(state.ledger(now: 0).boughtTwice == ["a"])
    }

    @Test("the same seed strikes the same jobs at about the rate, another seed others")
    func rates() {
        func struck(_ seed: UInt64) -> [Int] {
            (0..<1000).filter { Dice(seed: seed).strikes(.dropEvents, [.dropEvents: 0.2], "job-\($0)") }
        }
        #expect(struck(1) == struck(1))
        #expect(struck(1) != struck(2))
        #expect((140...260).contains(struck(1).count))
    }

    @Test("rates are read from text, unknown names and rates are refused")
    func parsing() throws {
        var rates = FaultRates()
        try rates.set("drop-events=0.25")
        #expect(rates[.dropEvents] == 0.25)
        #expect(throws: FaultRatesError.unknownFault("nope")) { try rates.set("nope=1") }
        #expect(throws: FaultRatesError.rateOutOfRange("throttle")) { try rates.set("throttle=2") }
        #expect(throws: FaultRatesError.malformed("throttle")) { try rates.set("throttle") }
        #expect(throws: FaultRatesError.malformed("throttle=x")) { try rates.set("throttle=x") }
        #expect(rates.byName.count == 15)
    }
}
