/// The rules of the video agent's requests.
enum AgentRequestRules {
    /// HeyGen takes 1 to 10,000 characters of prompt and 20 files.
    private static let prompt = FieldShape.text(1...10_000)

    private static let choices: [FieldRule] = [
        .optional("avatar_id", .name), .optional("brand_kit_id", .name), .optional("voice_id", .name),
        .optional("files", .list(VideoFieldRules.asset, 0...20)),
    ]

    static let create = FieldShape.object(
        ObjectRules(
            SourceRules.callback + choices + [
                .required("prompt", prompt), .standard("incognito_mode", .flag),
                .standard("mode", .word(["generate", "chat"])),
                .optional("orientation", .word(["landscape", "portrait"])), .optional("style_id", .name),
            ]))

    static let message = FieldShape.object(ObjectRules(choices + [.required("message", prompt)]))
    static let stop = FieldShape.object(ObjectRules([]))
}
