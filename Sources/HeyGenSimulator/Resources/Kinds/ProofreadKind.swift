extension ResourceDescription {
    static let proofread = ResourceDescription(
        .proofread, words: StatusWords(begun: "processing", running: "processing"),
        events: .pair("proofread_creation"),
        creates: [
            CreateOperation(
                kind: .proofread, path: "/v3/video-translations/proofreads", rules: TranslationRequestRules.proofread,
                languages: outputLanguages,
                answer: { ["proofread_ids": .array($0.map(\.id)), "status": "processing"] })
        ],
        reads: ResourceCollection(
            path: "/v3/video-translations/proofreads", parameter: "proofread_id",
            notFound: ResourceCollection.unknown, pageLimit: nil, kinds: [.proofread]),
        node: proofreadNode, payload: proofreadPayload)

    private static let proofreadNode: @Sendable (ResourceView) -> JSONNode = { view in
        [
            "id": view.id, "title": view.title, "status": .string(view.status), "input_language": "en",
            "output_language": view.language, "submitted_for_review": false, "created_at": view.createdAt,
            "failure_message": view.failureMessage,
        ]
    }

    private static let proofreadPayload: @Sendable (ResourceView) -> JSONNode = { view in
        var members: [(String, JSONNode)] = [("proofread_id", view.id), ("output_language", view.language)]
        if view.phase == .failed { members.append(("message", view.failureMessage)) }
        return .object(members)
    }
}
