import Testing

@testable import Workers

@Suite("The load of a notifier")
struct NotifierLoadTests {
    @Test("an origin with all its places taken is busy, and the others get what leaves none with more")
    func perOrigin() {
        var load = NotifyLoad(limit: 10, perOrigin: 4)
        #expect(load.freePerOrigin == 4)
        for _ in 0..<4 { load.begin("a") }
        #expect(load.busy == ["a"])
        #expect(load.freePerOrigin == 4)
        for _ in 0..<3 { load.begin("b") }
        #expect(load.busy == ["a"])
        #expect(load.freePerOrigin == 1)
        #expect(load.free == 3)
    }

    @Test("only an end that makes room where there was none asks for a new claim")
    func room() {
        var load = NotifyLoad(limit: 5, perOrigin: 2)
        load.begin("a")
        load.begin("a")
        load.begin("b")
        let madeRoom = [load.end("a"), load.end("a"), load.end("b")]
        #expect(madeRoom == [true, false, false])
        for origin in ["a", "b", "c", "d", "e"] { load.begin(origin) }
        #expect(load.free == 0)
        let lastMadeRoom = load.end("e")
        #expect(lastMadeRoom)
        #expect(load.total == 4 && load.busy.isEmpty)
    }
}
