extension ResourceDescription {
    private static let create = CreateOperation(
        kind: .lipsync, path: "/v3/lipsyncs", rules: LipsyncRequestRules.body,
        answer: { ["lipsync_id": $0[0].id] })

    /// No event type exists for it.
    static let lipsync = ResourceDescription(
        .lipsync, words: .translation,
        events: EventNames(success: "lipsync.success", failure: "lipsync.fail", isCallbackOnly: true),
        creates: [create],
        reads: ResourceCollection(
            path: "/v3/lipsyncs", parameter: "lipsync_id", notFound: ResourceCollection.unknown, bulk: "lipsync_ids",
            isRenamable: true, deleted: ResourceCollection.idOnly, kinds: [.lipsync]),
        batch: BatchDescription(list: "lipsyncs", item: create),
        node: { view in
            var members: [(String, JSONNode)] = [
                ("id", view.id), ("title", view.title), ("status", .string(view.status)),
                ("callback_id", view.callbackID), ("created_at", view.createdAt), ("duration", view.duration),
                ("failure_message", view.failureMessage), ("video_url", view.link("video.mp4")),
            ]
            if view.flag("enable_caption") { members.append(("caption_url", view.link("captions.srt"))) }
            return .object(members)
        })
}
