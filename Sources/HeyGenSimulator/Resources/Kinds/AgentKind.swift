extension ResourceDescription {
    static let videoAgent = ResourceDescription(
        .videoAgent, words: StatusWords(begun: "thinking", running: "generating"), events: .pair("video_agent"),
        creates: [
            CreateOperation(
                kind: .videoAgent, path: "/v3/video-agents", rules: AgentRequestRules.create, unknownFieldCode: 422,
                answer: { views in
                    let view = views[0]
                    return [
                        "session_id": view.id, "status": .string(view.status), "video_id": .null,
                        "created_at": view.createdAt,
                    ]
                })
        ],
        reads: ResourceCollection(
            path: "/v3/video-agents", parameter: "session_id",
            notFound: .error(404, "resource_not_found", "Session not found"), pageLimit: 20, kinds: [.videoAgent]),
        node: agentNode, payload: agentPayload)

    /// A list knows the session by name only.
    private static let agentNode: @Sendable (ResourceView) -> JSONNode = { view in
        var members: [(String, JSONNode)] = [
            ("session_id", view.id), ("title", "Simulated session"), ("created_at", view.createdAt),
        ]
        if view.isListed { return .object(members) }
        let messages = view.resource.session?.messages ?? []
        members += [
            ("status", .string(view.status)), ("progress", .integer(view.progress)),
            ("video_id", JSONNode(view.sessionVideoID)),
            (
                "messages",
                .array(messages.suffix(AgentSession.shownMessages).reversed().map { view.node($0) })
            ),
        ]
        return .object(members)
    }

    private static let agentPayload: @Sendable (ResourceView) -> JSONNode = { view in
        var members: [(String, JSONNode)] = [
            ("session_id", view.id), ("video_id", JSONNode(view.sessionVideoID)), ("callback_id", view.callbackID),
        ]
        if view.phase == .failed { members.append(("msg", view.failureMessage)) }
        return .object(members)
    }
}

extension ResourceView {
    fileprivate func node(_ message: AgentSession.Message) -> JSONNode {
        [
            "role": .string(message.role), "type": .string(message.type), "content": .string(message.content),
            "created_at": .integer(Int(clock.unix(message.at))),
            "resource_ids": message.resourceID.map { [.string($0)] } ?? .null,
        ]
    }
}
