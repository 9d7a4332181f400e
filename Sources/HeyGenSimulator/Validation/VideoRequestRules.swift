import HeyGen

/// The rules of `POST /v3/videos`, after the request schema of HeyGen's command line client.
enum VideoRequestRules {
    static let body = FieldShape.union(
        by: "type",
        ["avatar": avatar, "image": image, "cinematic_avatar": cinematicAvatar, "studio": studio])

    private static let common: [FieldRule] =
        SourceRules.callback + [
            .required("type", .name), .optional("title", .text(0...1000)),
            .optional("aspect_ratio", .word(VideoFieldRules.aspectRatios)),
            .optional("resolution", .word(["4k", "1080p", "720p"])),
            .optional("caption", .object(VideoFieldRules.caption)),
            .optional("watermark", .object(VideoFieldRules.watermark)),
        ]

    private static let single: [FieldRule] =
        common + VideoFieldRules.speech + [
            .optional("background", .object(VideoFieldRules.background)),
            .optional("expressiveness", .word(["high", "medium", "low"])),
            .optional("fit", .word(["contain", "cover"])),
            .optional("motion_prompt", .text(0...5000)),
            .standard("output_format", .word(["mp4", "webm"])),
            .optional("remove_background", .flag),
        ]

    private static let avatar = ObjectRules(
        single + [.required("avatar_id", .name), .optional("engine", VideoFieldRules.engine)],
        checks: [SpeechChecks.exactlyOne, webmWithoutBackground, engineLimits])

    private static let image = ObjectRules(
        single + [.required("image", VideoFieldRules.asset)],
        checks: [SpeechChecks.exactlyOne, SpeechChecks.scriptNeedsVoice, webmWithoutBackground])

    /// No callback fields and no speech: both are unknown fields here.
    private static let cinematicAvatar = ObjectRules(
        [
            .required("type", .name), .required("prompt", .text(1...10_000)),
            .required("avatar_id", .list(.name, 1...3)), .optional("title", .text(0...1000)),
            .standard("aspect_ratio", .word(["16:9", "9:16", "1:1"])),
            .standard("resolution", .word(["720p", "1080p"])),
            .optional("duration", .integer(4...15)), .standard("auto_duration", .flag),
            .standard("enhance_prompt", .flag), .optional("references", .list(VideoFieldRules.asset, 0...12)),
        ],
        checks: [
            { body in
                guard body["auto_duration"]?.bool == true, body.has("duration") else { return nil }
                return ValidationIssue(param: "duration", message: "duration and auto_duration exclude one another")
            }
        ])

    private static let studio = ObjectRules(
        common + [.required("scenes", .list(StudioSceneRules.scene, 1...50))])

    private static let webmWithoutBackground: ObjectRules.Check = { body in
        guard body["output_format"]?.string == "webm", body.has("background") else { return nil }
        return ValidationIssue(param: "background", message: "background is not possible with output_format webm")
    }

    private static let engineLimits: ObjectRules.Check = { body in
        let engine = body["engine"]?["type"]?.string
        let refused: [String] =
            switch engine {
            case "avatar_iii": ["motion_prompt", "expressiveness"]
            case "avatar_v": ["expressiveness"]
            default: []
            }
        guard let field = refused.first(where: body.has) else { return nil }
        return ValidationIssue(param: field, message: "\(field) is not possible with engine \(engine ?? "")")
    }
}
