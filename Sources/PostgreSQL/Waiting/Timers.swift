import HeapModule

/// Deadlines in order of time. Pure: whoever owns it says what time it is.
///
/// Nearly every deadline is called off, so calling off must be cheap: it only forgets the entry, and the heap is
/// swept when more than half of it is forgotten.
struct Timers<Action> {
    /// Names one deadline.
    struct ID: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    private struct Entry: Comparable {
        let at: ContinuousClock.Instant
        let id: ID

        static func < (first: Entry, second: Entry) -> Bool { first.at < second.at }
        static func == (first: Entry, second: Entry) -> Bool { first.id == second.id }
    }

    private var heap = Heap<Entry>()
    private var actions: [ID: Action] = [:]
    private var lastNumber: UInt64 = 0

    /// How many entries are kept, forgotten ones included.
    var storedCount: Int { heap.count }

    /// The earliest deadline; a forgotten one may be named, which costs its owner one idle wake-up.
    var earliest: ContinuousClock.Instant? { heap.min?.at }

    mutating func add(_ action: Action, at instant: ContinuousClock.Instant) -> ID {
        lastNumber += 1
        let id = ID(number: lastNumber)
        heap.insert(Entry(at: instant, id: id))
        actions[id] = action
        return id
    }

    mutating func cancel(_ id: ID) {
        guard actions.removeValue(forKey: id) != nil else { return }
        if heap.count > 2 * actions.count + 64 {
            heap = Heap(heap.unordered.filter { actions[$0.id] != nil })
        }
    }

    /// Removes and returns what is due at `now`, earliest first.
    mutating func expire(at now: ContinuousClock.Instant) -> [Action] {
        var due: [Action] = []
        while let first = heap.min, first.at <= now || actions[first.id] == nil {
            heap.removeMin()
            if let action = actions.removeValue(forKey: first.id) { due.append(action) }
        }
        return due
    }
}
