package import HeyGen

/// Asks HeyGen for a link to what a job made.
///
/// The client follows no redirect, so its key goes to HeyGen and nowhere else.
package struct LinkReader: Sendable {
    private let read: @Sendable (_ kind: String, _ id: String) async throws(HeyGenError) -> ReadLink

    package init(client: HeyGenClient) {
        self.init { kind, id throws(HeyGenError) in try await Self.freshLink(kind: kind, id: id, client) }
    }

    /// For tests.
    package init(_ read: @escaping @Sendable (_ kind: String, _ id: String) async throws(HeyGenError) -> ReadLink) {
        self.read = read
    }

    /// One exchange with HeyGen, two where a session made the video.
    /// - Parameters:
    ///   - kind: the job's kind: which resource is read.
    ///   - id: HeyGen's id of it.
    func freshLink(kind: String, id: String) async throws(HeyGenError) -> ReadLink { try await read(kind, id) }

    private static func freshLink(
        kind: String, id: String, _ client: HeyGenClient
    ) async throws(HeyGenError) -> ReadLink {
        do throws(HeyGenError) {
            let render = try await client.render(id, of: (RenderKind.named(kind) ?? .video).resource)
            if render.status.isFailure { return .gone("HeyGen says the video is \(render.status.word)") }
            return render.link.map(ReadLink.link) ?? .missing
        } catch {
            if case .refused(let refusal) = error, refusal.status == 404 {
                return .gone("HeyGen does not know the video any more")
            }
            throw error
        }
    }
}
