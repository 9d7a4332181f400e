import Crypto
import HeapModule
import HeyGen

/// Everything the simulated HeyGen knows, as plain values: no clock, no network. Time is passed in as simulated seconds
/// since the beginning and never runs backwards.
struct SimulatorState: Sendable {
    var configuration: SimulatorConfiguration
    let clock: SimulatedClock
    let dice: Dice
    var links: LinkSigner
    /// Makes ids and secrets differ between runs: two simulators must not hand out the same video id.
    private let salt: [UInt8]
    private var nextNumber = 0

    /// In the order they were bought.
    var resources: [SimulatedResource] = []
    var indexes: [String: Int] = [:]
    var batches: [SimulatedBatch] = []
    var batchIndexes: [String: Int] = [:]
    /// Batches whose next item waits for a render slot, the longest waiting first.
    var waitingBatches: [Int] = []
    /// Items of batches that are not bought yet.
    var queuedItems = 0
    var endpoints: [WebhookEndpoint] = []
    var events: [EmittedEvent] = []
    var idempotency = IdempotencyStore()
    var meter = InFlightMeter()
    var calls: [String: Int] = [:]
    /// Creates that were asked for, by what their luck hangs on.
    var creates: [String: Int] = [:]
    /// The event that waits for another to go first.
    var heldEvent: Int?
    /// What is to be sent now; the shell takes it after each step.
    private(set) var outbox: [OutboundRequest] = []
    private var timers = Heap<Timer>()

    init(configuration: SimulatorConfiguration, clock: SimulatedClock, salt: [UInt8]) {
        self.configuration = configuration
        self.clock = clock
        self.salt = salt
        dice = Dice(seed: configuration.seed)
        links = LinkSigner(key: salt)
        if let url = configuration.webhookURL {
            let secret = configuration.webhookSecret ?? makeID("whsec_", length: 32)
            endpoints.append(
                WebhookEndpoint(
                    id: makeID("", length: 32), url: url, events: nil, secret: secret, createdAt: 0))
        }
    }

    /// An id nobody else has.
    mutating func makeID(_ prefix: String, length: Int) -> String {
        nextNumber += 1
        var hash = SHA256()
        hash.update(data: salt)
        hash.update(data: Array("\(prefix)\(nextNumber)".utf8))
        let digits = hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        return prefix + digits.prefix(length)
    }

    /// When something is due next; nil if nothing is.
    var nextDue: Double? { timers.min?.at }

    mutating func schedule(_ action: Timer.Action, at time: Double) {
        nextNumber += 1
        timers.insert(Timer(at: time, number: nextNumber, action: action))
    }

    /// Does everything that is due by `now`, in order, each at its own instant.
    mutating func advance(to now: Double) {
        while let timer = timers.min, timer.at <= now {
            timers.removeMin()
            switch timer.action {
            case .finish(let resource): finish(resource, at: timer.at)
            case .tellStory(let video): tellStory(video, at: timer.at)
            case .pauseSession(let session): pauseSession(session, at: timer.at)
            case .beginSessionVideo(let session): beginSessionVideo(session, at: timer.at)
            case .buyItem(let batch): buyItem(batch, at: timer.at)
            case .attempt(let delivery): send(delivery, at: timer.at)
            case .releaseHeldEvent(let event):
                if heldEvent == event { releaseHeldEvent(at: timer.at) }
            }
        }
    }

    mutating func enqueue(_ request: OutboundRequest) { outbox.append(request) }

    mutating func takeOutbox() -> [OutboundRequest] {
        defer { outbox.removeAll(keepingCapacity: true) }
        return outbox
    }

    /// Counts a call; returns how many of its kind there were before.
    mutating func count(_ call: String) -> Int {
        calls[call, default: 0] += 1
        return calls[call, default: 1] - 1
    }
}
