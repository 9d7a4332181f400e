import HeyGen

/// Videos by name: most of these tests are about the wire, and a video is the kind at hand.
extension HeyGenClient {
    @discardableResult
    func createVideo(body: [UInt8], idempotencyKey: String) async throws(HeyGenError) -> CreatedRender {
        try await create(CreateRequest(complete: body, of: .video), idempotencyKey: idempotencyKey)
    }

    func video(id: String) async throws(HeyGenError) -> Render { try await render(id, of: .video) }

    func videoStatuses(ids: [String]) async throws(HeyGenError) -> [String: RenderStatusEntry] {
        try await statuses(ids, of: .video)
    }
}
