import ClapperClient
import Foundation
import HeyGen

/// A job of the demo, as its service sees it.
package struct DemoJob: Sendable {
    /// The example it was made of.
    package let name: String
    package let callbackID: String
    package let id: String
    package private(set) var state: String
    package private(set) var videoID: String?
    package private(set) var resolvedBy: String?
    package private(set) var revision = 0
    /// From the enqueue to the end, by Clapper's clock.
    package private(set) var seconds: Double?
    /// The link of the finished video.
    private(set) var videoURL: String?
    /// The newest revision the service was told.
    package var toldRevision: Int?

    package init(name: String, callbackID: String, id: String, state: String) {
        self.name = name
        self.callbackID = callbackID
        self.id = id
        self.state = state
    }

    package var isEnded: Bool { ["succeeded", "failed", "canceled"].contains(state) }

    /// Whether the service knows how it ended.
    package var isTold: Bool { isEnded && (toldRevision ?? 0) >= revision }

    mutating func update(_ document: Document) {
        state = document.state ?? state
        videoID = document.videoID
        resolvedBy = document.json["resolved_by"]?.string
        revision = document.json["revision"]?.int ?? 0
        videoURL = document.json["result"]?["video_url"]?.string
        if let from = Self.date(document, "created_at"), let to = Self.date(document, "finished_at") {
            seconds = to.timeIntervalSince(from)
        }
    }

    private static func date(_ document: Document, _ name: String) -> Date? {
        guard let text = document.json[name]?.string else { return nil }
        return try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text)
    }
}
