/// Something that happened to a video and is told to receivers.
struct EmittedEvent: Sendable {
    let id: String
    let type: String
    /// The payload, as JSON.
    let data: [UInt8]
    /// The whole body of a delivery.
    let body: [UInt8]
    let createdAt: Double
    /// The index of the video.
    let video: Int
}
