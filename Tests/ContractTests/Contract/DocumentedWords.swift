import HeyGen

/// Status words that HeyGen's reference names where its schemas leave the string open.
enum DocumentedWords {
    private static let bulk: Set = ["queued", "waiting", "pending", "processing", "completed", "failed", "not_found"]
    private static let removal: Set = ["pending", "processing", "completed", "failed", "deleted"]
    private static let item: Set = ["queued", "processing", "completed", "failed"]
    private static let endpoint: Set = ["enabled", "disabled"]

    private static let byOperation: [String: Set<String>] = [
        "video.create": ["waiting"],
        "video.statuses-list": bulk, "video-translate.statuses-list": bulk, "lipsync.statuses-list": bulk,
        "background-removal.create": removal, "background-removal.get": removal, "background-removal.list": removal,
        "webhook.endpoints-create": endpoint, "webhook.endpoints-update": endpoint,
        "webhook.endpoints-list": endpoint,
    ]

    /// Words of an answer that are none of those documented.
    static func unknown(in answer: RawJSON, of operation: Operation) -> [String] {
        guard let data = answer["data"] else { return [] }
        if operation.path.hasSuffix("/batches/{batch_id}") {
            return (data["items"]?.elements ?? []).compactMap { $0["status"]?.string }.filter { !item.contains($0) }
        }
        guard let words = byOperation[operation.operation] else { return [] }
        let resources = data.kind == .array ? data.elements : [data]
        return resources.compactMap { $0["status"]?.string }.filter { !words.contains($0) }
    }
}
