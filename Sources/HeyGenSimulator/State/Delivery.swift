/// One attempt, ready to be sent or waiting for its time.
struct Delivery: Sendable {
    /// The index of the event.
    let event: Int
    /// Nil for a `callback_url`.
    let endpointID: String?
    let url: String
    /// Tells copies of one event apart.
    let copy: Int
    /// When the first attempt was due, simulated seconds.
    let firstAt: Double
    var attempt = 1
}
