/// The scenes of a studio video.
enum StudioSceneRules {
    static let scene = FieldShape.union(
        by: "type", ["avatar_video": avatarVideo, "image": stillImage, "video": clip])

    private static let avatarVideo = ObjectRules([
        .required("type", .name), .required("input", .union(by: "type", ["avatar": avatarInput, "image": imageInput])),
    ])

    private static let performance: [FieldRule] =
        VideoFieldRules.speech + [
            .required("type", .name), .optional("expressiveness", .word(["high", "medium", "low"])),
            .optional("motion_prompt", .text(0...5000)),
        ]

    private static let avatarInput = ObjectRules(
        performance + [
            .required("avatar_id", .name), .optional("engine", VideoFieldRules.engine),
            .optional("background", .union(by: "type", ["color": colorBackground])),
        ],
        checks: [SpeechChecks.exactlyOne])

    private static let imageInput = ObjectRules(
        performance + [.required("image", VideoFieldRules.asset)],
        checks: [SpeechChecks.exactlyOne, SpeechChecks.scriptNeedsVoice])

    private static let colorBackground = ObjectRules([.required("type", .name), .required("color", .text(7...7))])

    private static let stillImage = ObjectRules(
        VideoFieldRules.speech + [
            .required("type", .name), .required("source", VideoFieldRules.asset),
            .optional("duration", .number(0.001...300)),
        ],
        checks: [SpeechChecks.durationOrSpeech, SpeechChecks.scriptNeedsVoice])

    private static let clip = ObjectRules([
        .required("type", .name), .required("source", VideoFieldRules.asset),
        .optional(
            "playback",
            .object(ObjectRules([.standard("mute", .flag), .standard("volume", .number(0...1))]))),
    ])
}
