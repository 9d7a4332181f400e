import Synchronization
import Testing

@testable import Observability

struct SingleFlightTests {
    @Test("an operation that ignores cancellation is left behind at the deadline")
    func deadline() async {
        let stuck = HangingOperation()
        defer { stuck.release() }
        await #expect(throws: DeadlineExceeded.self) {
            try await withDeadline(.milliseconds(10)) { await stuck.hang() }
        }
    }

    @Test("an error comes out as it was thrown")
    func failure() async {
        struct Refused: Error {}
        let flight = SingleFlight<Int> { throw Refused() }
        await #expect(throws: Refused.self) { try await flight.value(within: .seconds(60)) }
    }

    @Test("a cancelled caller hears of it although the operation does not")
    func cancellation() async throws {
        let stuck = HangingOperation()
        defer { stuck.release() }
        let caller = Task { try await withDeadline(.seconds(60)) { await stuck.hang() } }
        caller.cancel()
        await #expect(throws: CancellationError.self) { try await caller.value }
    }

    @Test("a run that ended makes room for the next one")
    func succession() async throws {
        let runs = Mutex(0)
        let flight = SingleFlight {
            runs.withLock {
                $0 += 1
                return $0
            }
        }
        #expect(try await flight.value(within: .seconds(60)) == 1)
        #expect(try await flight.value(within: .seconds(60)) == 2)
    }

    @Test("a run that hangs is joined, not repeated, and the joiner gets its answer")
    func joining() async throws {
        let stuck = HangingOperation()
        let flight = SingleFlight {
            await stuck.hang()
            return stuck.calls
        }
        await #expect(throws: DeadlineExceeded.self) { try await flight.value(within: .milliseconds(10)) }
        let joiner = Task { try await flight.value(within: .seconds(60)) }
        await Task.yield()
        stuck.release()
        // Either the joiner took part in the first run, or that had ended and it made a second one of its own.
        #expect(try await joiner.value <= 2)
    }
}
