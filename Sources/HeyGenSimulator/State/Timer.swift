/// Something that is due at a simulated instant.
struct Timer: Sendable, Comparable {
    enum Action: Sendable {
        /// The resource of this index ends.
        case finish(Int)
        /// The video's GIF and captions are ready.
        case tellStory(Int)
        /// The session asks and waits.
        case pauseSession(Int)
        /// The session knows its video.
        case beginSessionVideo(Int)
        /// The batch of this index buys its next item.
        case buyItem(Int)
        case attempt(Delivery)
        /// An event that was held back to come out of order has waited long enough.
        case releaseHeldEvent(Int)
    }

    let at: Double
    /// Orders timers of the same instant as they were set.
    let number: Int
    let action: Action

    static func < (left: Timer, right: Timer) -> Bool { (left.at, left.number) < (right.at, right.number) }
    static func == (left: Timer, right: Timer) -> Bool { left.number == right.number }
}
