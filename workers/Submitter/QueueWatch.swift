import Jobs

/// What a submitter remembers of the queue, and when it looked. A value of its loop.
struct QueueWatch {
    /// A full look finds what the remembered bounds skip: new lanes, jobs that committed late, jobs that were not due.
    private static let fullLook = Duration.seconds(1)
    /// A queue that seems empty is looked at again at once, but not in a spin.
    private static let emptyLook = Duration.milliseconds(20)
    private static let lapsedLook = Duration.seconds(2)

    private var view = QueueView()
    private var lookedAt: ContinuousClock.Instant?
    private var sweptAt: ContinuousClock.Instant?
    private var foundNothing = true

    /// Whether nothing is queued, as far as is known.
    var isEmpty: Bool { view.groups.isEmpty }

    /// The remembered view, or a new one.
    mutating func view(_ store: JobStore, at now: ContinuousClock.Instant) async throws -> QueueView {
        let age = lookedAt.map { now - $0 } ?? .seconds(3600)
        if age > Self.fullLook || (foundNothing && age > Self.emptyLook) {
            view = try await store.queue()
            lookedAt = now
        }
        return view
    }

    /// Whether anything is queued, looked up now.
    mutating func hasBacklog(_ store: JobStore, at now: ContinuousClock.Instant = .now) async throws -> Bool {
        view = try await store.queue()
        lookedAt = now
        return !isEmpty
    }

    mutating func advance(past claimed: [ClaimedJob]) {
        foundNothing = claimed.isEmpty
        view.advance(past: claimed)
    }

    /// Takes back the claims of submitters that are gone, now and then; what was sent by them is replayed.
    mutating func lapsed(_ store: JobStore, at now: ContinuousClock.Instant = .now) async throws -> [SubmissionRecord] {
        if let sweptAt, now - sweptAt < Self.lapsedLook { return [] }
        sweptAt = now
        return try await store.releaseClaims()
    }
}
