import Testing

@testable import ClapperClient

@Suite struct RetryScheduleTests {
    @Test("three repeats, each after about twice the time of the one before")
    func doubles() throws {
        var schedule = RetrySchedule(delay: .milliseconds(100))
        for base in [100, 200, 400] {
            let next = schedule.next(retryAfter: nil)
            let wait = try #require(next)
            #expect(wait >= .milliseconds(base) && wait <= .milliseconds(base * 3 / 2))
        }
        let fourth = schedule.next(retryAfter: nil)
        #expect(fourth == nil)
    }

    @Test("Clapper's own wish is a lower bound, and one beyond ten seconds ends it")
    func retryAfter() {
        var schedule = RetrySchedule(delay: .milliseconds(100))
        let waits = [2, 0, 10].map { schedule.next(retryAfter: .seconds($0)) ?? .zero }
        #expect(waits[0] == .seconds(2))
        #expect(waits[1] >= .milliseconds(200))
        #expect(waits[2] == .seconds(10))
        var another = RetrySchedule(delay: .milliseconds(100))
        let tooLong = another.next(retryAfter: .seconds(11))
        #expect(tooLong == nil)
    }

    @Test(
        "only seconds are read from Retry-After",
        arguments: [("2", 2), ("0", 0), ("-1", nil), ("", nil), ("soon", nil)])
    func reading(_ text: String, _ seconds: Int?) {
        let problem = ProblemDocument(status: 503, json: nil, retryAfter: text)
        #expect(problem.retryAfter == seconds.map { .seconds($0) })
    }

    @Test("without a key, only what was not sent is sent again; an action never is")
    func repeats() {
        let problem = ProblemDocument(status: 503, json: nil, retryAfter: "0")
        let errors: [ClapperClientError] = [
            .unreachable(""), .unavailable(problem), .interrupted(""), .timedOut, .refused(problem),
            .unauthorized(problem), .answerTooLarge, .canceled,
        ]
        #expect(errors.filter(Repeats.ifNotSent.allow) == [.unreachable("")])
        #expect(errors.filter(Repeats.never.allow).isEmpty)
        #expect(errors.filter(Repeats.safe.allow) == Array(errors.prefix(3)))
    }
}
