import HeyGen

extension ResourceDescription {
    /// Nobody is told of its end: it has to be read.
    static let backgroundRemoval = ResourceDescription(
        .backgroundRemoval, words: .video,
        creates: [
            CreateOperation(
                kind: .backgroundRemoval, path: "/v3/background-removals", rules: RemovalRequestRules.body,
                keySource: .field("request_id"), answer: { removalNode($0[0]) })
        ],
        reads: ResourceCollection(
            path: "/v3/background-removals", parameter: "job_id", notFound: ResourceCollection.unknown,
            deleted: ResourceCollection.idAndFlag, showsDeleted: true, kinds: [.backgroundRemoval]),
        node: removalNode)

    private static let removalNode: @Sendable (ResourceView) -> JSONNode = { view in
        if view.resource.isDeleted {
            return ["id": view.id, "status": "deleted", "created_at": view.createdAt, "layers": [:]]
        }
        let asked = view.request["layers"]?.elements.compactMap(\.string) ?? RemovalRequestRules.layers
        let made = view.phase == .completed ? asked : []
        return [
            "id": view.id, "status": .string(view.status), "created_at": view.createdAt,
            "completed_at": view.completedAt, "duration": view.duration, "error": view.failureMessage,
            "layers": .object(made.map { ($0, view.link($0 + ".webm")) }),
        ]
    }
}
