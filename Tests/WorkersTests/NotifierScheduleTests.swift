import Foundation
import Jobs
import Testing
import Workers

@Suite("The schedule of notifications")
struct NotifierScheduleTests {
    private let owedSince = Date(timeIntervalSince1970: 1_700_000_000)

    private func decide(
        _ answer: NotifyAnswer, tries: Int = 1, after age: TimeInterval = 0, jitter: Double = 1, timeScale: Double = 1
    ) -> (kind: DeliveryResult.Kind, note: String?) {
        NotifySchedule(timeScale: TimeScale(timeScale)).decide(
            answer, tries: tries, owedSince: owedSince, now: owedSince + age, jitter: jitter)
    }

    @Test("any 2xx is told", arguments: [200, 201, 202, 204, 299])
    func told(status: Int) {
        #expect(decide(.status(status)).kind == .told)
    }

    @Test("410 and a job that is no longer kept are given up at once, with a reason")
    func gone() {
        #expect(decide(.status(410)).kind == .gone)
        #expect(decide(.jobMissing).kind == .gone)
        #expect(decide(.status(410)).note?.contains("410") == true)
        #expect(decide(.jobMissing).note == "the job is no longer kept")
    }

    @Test(
        "anything else is told again",
        arguments: [199, 300, 301, 304, 307, 400, 401, 404, 409, 411, 429, 500, 503, 599])
    func again(status: Int) {
        #expect(decide(.status(status)).kind == .again(after: .seconds(5)))
    }

    @Test("the note of a redirect says that it was not followed")
    func redirect() {
        #expect(decide(.status(302)).note == "HTTP 302: redirects are not followed")
        #expect(decide(.status(400)).note == "HTTP 400")
    }

    @Test("gaps grow to four hours and stay there")
    func growing() {
        let gaps = (1...10).map { decide(.noAnswer("reset"), tries: $0).kind }
        let expected = [5, 30, 120, 600, 1800, 3600, 7200, 14400, 14400, 14400]
        #expect(gaps == expected.map { .again(after: .seconds($0)) })
    }

    @Test("jitter and time scale stretch and shrink the gaps")
    func scaled() {
        #expect(decide(.status(500), jitter: 0.8).kind == .again(after: .seconds(4)))
        #expect(decide(.status(500), jitter: 1.2).kind == .again(after: .seconds(6)))
        #expect(decide(.status(500), tries: 3, timeScale: 100).kind == .again(after: .milliseconds(1200)))
        #expect(decide(.status(500), timeScale: 1e9).kind == .again(after: .milliseconds(1)))
    }

    @Test("Retry-After counts when it is longer than the gap, in real time, and is capped at what is left of the day")
    func retryAfter() {
        #expect(decide(.status(429, retryAfter: .seconds(60))).kind == .again(after: .seconds(60)))
        #expect(decide(.status(429, retryAfter: .seconds(2))).kind == .again(after: .seconds(5)))
        #expect(decide(.status(503, retryAfter: .seconds(60)), timeScale: 100).kind == .again(after: .seconds(60)))
        #expect(
            decide(.status(503, retryAfter: .seconds(86_400)), after: 80_000).kind == .again(after: .seconds(6400)))
    }

    @Test("the last try is made when the day is over, and then it is given up with the last reason")
    func givenUp() {
        #expect(decide(.status(500), tries: 12, after: 86_390).kind == .again(after: .seconds(10)))
        let last = decide(.noAnswer("Read timeout"), tries: 13, after: 86_400)
        #expect(last.kind == .gone)
        #expect(last.note == "Read timeout; given up after 13 tries")
        #expect(decide(.status(500), after: 863, timeScale: 100).kind == .again(after: .milliseconds(50)))
        #expect(decide(.status(500), after: 864, timeScale: 100).kind == .gone)
        #expect(decide(.status(204), after: 90_000).kind == .told)
    }
}
