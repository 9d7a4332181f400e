import HeyGen

/// Fields that several kinds of video share.
enum VideoFieldRules {
    static let aspectRatios = ["16:9", "9:16", "4:5", "5:4", "1:1", "auto"]
    private static let fraction = 0.0...1.0

    static let speech: [FieldRule] = [
        .optional("script", .text(1...5000)), .optional("audio_url", .url), .optional("audio_asset_id", .name),
        .optional("voice_id", .name), .optional("voice_settings", .object(voiceSettings)),
    ]

    static let asset = FieldShape.union(
        by: "type",
        [
            "url": ObjectRules([.required("type", .name), .required("url", .url)]),
            "asset_id": ObjectRules([.required("type", .name), .required("asset_id", .name)]),
            "base64": ObjectRules([
                .required("type", .name), .required("data", .text(1...67_108_864)),
                .required("media_type", .name),
            ]),
        ])

    static let engine = FieldShape.union(
        by: "type",
        [
            "avatar_iii": ObjectRules([.required("type", .name)]),
            "avatar_iv": ObjectRules([.required("type", .name)]),
            "avatar_v": ObjectRules([.required("type", .name), .optional("reference_look_id", .name)]),
        ])

    static let caption = ObjectRules([
        .standard("file_format", .word(["srt"])), .optional("style", .word(["default"])),
    ])

    static let background = ObjectRules(
        [
            .required("type", .word(["color", "image"])), .optional("value", .name), .optional("url", .url),
            .optional("asset_id", .name),
        ],
        checks: [
            { background in
                if background["type"]?.string == "color" {
                    if background.has("value") { return nil }
                    return ValidationIssue(param: "value", message: "value is required for a color background")
                }
                if background.has("url") != background.has("asset_id") { return nil }
                return ValidationIssue(param: "url", message: "exactly one of url and asset_id is needed")
            }
        ])

    static let watermark = ObjectRules([
        .required("image", asset), .standard("opacity", .number(fraction)), .standard("scale", .number(0...100)),
        .optional(
            "placement",
            .object(
                ObjectRules([
                    .optional("offset_x", .number(-1...1)), .optional("offset_y", .number(-1...1)),
                    .standard("position", .word(["top_left", "top_right", "bottom_left", "bottom_right"])),
                ]))),
    ])

    private static let voiceSettings = ObjectRules([
        .optional("engine_settings", voiceEngine), .optional("locale", .name), .standard("pitch", .number(-50...50)),
        .standard("speed", .number(0.5...1.5)), .standard("volume", .number(fraction)),
    ])

    private static let voiceEngine = FieldShape.union(
        by: "engine_type",
        [
            "elevenlabs": ObjectRules([
                .required("engine_type", .name),
                .optional(
                    "model",
                    .word(["eleven_multilingual_v2", "eleven_turbo_v2_5", "eleven_flash_v2_5", "eleven_v3"])),
                .optional("similarity_boost", .number(fraction)), .optional("stability", .number(fraction)),
                .optional("style", .number(fraction)), .optional("use_speaker_boost", .flag),
            ]),
            "fish": ObjectRules([
                .required("engine_type", .name), .optional("model", .word(["s1", "s2-pro"])),
                .optional("similarity", .number(fraction)), .optional("stability", .number(fraction)),
            ]),
            "starfish": ObjectRules([.required("engine_type", .name)]),
        ])
}
