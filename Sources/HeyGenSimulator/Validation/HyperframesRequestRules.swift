/// The rules of `POST /v3/hyperframes/renders`.
enum HyperframesRequestRules {
    static let body = FieldShape.object(
        ObjectRules(
            SourceRules.callback + [
                .required("project", VideoFieldRules.asset), .optional("title", SourceRules.title),
                .optional("composition", .name), .optional("variables", .anyObject),
                .standard("aspect_ratio", .word(["16:9", "9:16", "1:1"])),
                .standard("format", .word(["mp4", "webm", "mov"])), .optional("fps", .integer(1...240)),
                .standard("quality", .word(["draft", "standard", "high"])),
                .standard("resolution", .word(["1080p", "4k"])),
            ]))
}
