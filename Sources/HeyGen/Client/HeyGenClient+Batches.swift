import NIOHTTP1

extension HeyGenClient {
    /// Asks for many renders in one call, or learns the first answer again if this key was used before.
    ///
    /// That video batches honour the key is assumed; of translations and lipsyncs HeyGen's schema says it.
    /// - Returns: HeyGen's id of the batch; its items are made later, one by one.
    /// - Throws: as ``create(_:idempotencyKey:)``.
    package func createBatch(_ request: BatchRequest, idempotencyKey: String) async throws(HeyGenError) -> String {
        let json = try await post(
            path: request.path, template: request.path, body: request.body, idempotencyKey: idempotencyKey)
        guard let id = json["data"]?["batch_id"]?.nonEmptyString ?? json["data"]?["id"]?.nonEmptyString else {
            throw .ambiguous("HTTP 2xx without a batch id")
        }
        return id
    }

    /// Reads one page of a batch's items, in their order.
    ///
    /// - Parameter token: ``BatchPage/nextToken`` of the page before.
    package func batch(
        _ id: String, of kind: RenderKind, token: String? = nil
    ) async throws(HeyGenError) -> BatchPage {
        guard let batch = kind.batch else { preconditionFailure("\(kind.name) has no batches") }
        var path = batch.read.path(id) + "?limit=100"
        if let token { path += "&token=\(APICall.percentEncode(token))" }
        let call = APICall(
            method: .GET, path: path, template: "GET \(batch.read.text)", timeout: configuration.readTimeout)
        guard let page = BatchPage(try await send(call)) else { throw .ambiguous("HTTP 2xx without a batch") }
        return page
    }
}
