import HeyGen

/// A resource at one instant, with what is needed to show it.
struct ResourceView: Sendable {
    static let failureText = "Simulated rendering failure"

    let resource: SimulatedResource
    let phase: Phase
    /// The kind's own word for the phase.
    let status: String
    let now: Double
    /// The id of the video a session made.
    let sessionVideoID: String?
    /// Whether it stands in a list, where some fields are coarser.
    let isListed: Bool
    let clock: SimulatedClock
    let dice: Dice
    let links: LinkSigner

    var id: JSONNode { .string(resource.id) }
    var title: JSONNode { JSONNode(resource.title) }
    var callbackID: JSONNode { JSONNode(resource.callbackID) }
    var language: JSONNode { JSONNode(resource.language) }
    var request: RawJSON { resource.request }
    var createdAt: JSONNode { .integer(Int(clock.unix(resource.createdAt))) }
    var completedAt: JSONNode { resource.finishedAt.map { .integer(Int(clock.unix($0))) } ?? .null }
    /// 0 to 100.
    var progress: Int { resource.finishedAt != nil ? 100 : Int((resource.progress(at: now) * 100).rounded()) }

    func flag(_ name: String) -> Bool { request[name]?.bool ?? false }
    func text(_ name: String, or standard: String) -> JSONNode { .string(request[name]?.string ?? standard) }

    /// Seconds of film; null until there is one.
    var duration: JSONNode {
        phase == .completed ? .number((5 + 55 * dice.unit("duration", resource.subject)).rounded()) : .null
    }

    /// Null unless it failed.
    var failureMessage: JSONNode { phase == .failed ? .string(failure) : .null }

    var failure: String {
        if resource.commands.contains("preflight") { return "Failed to download video from url" }
        return resource.session?.isStopped == true ? "Stopped on request" : Self.failureText
    }

    /// A link that works for 7 simulated days from now; null until the resource is completed.
    func link(_ file: String) -> JSONNode { phase == .completed ? .string(address(file)) : .null }

    func address(_ file: String) -> String {
        let expires = Int(clock.unix(now + LinkSigner.lifetimeSeconds).rounded(.up))
        return links.link("\(resource.id)/\(file)", expires: expires)
    }
}
