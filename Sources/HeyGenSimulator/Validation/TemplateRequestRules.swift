import HeyGen

/// The rules of `POST /v3/templates/{template_id}`.
enum TemplateRequestRules {
    static let body = FieldShape.object(
        ObjectRules(
            SourceRules.callback + [
                .required("variables", .anyObject), .optional("title", SourceRules.title),
                .optional("brand_voice_id", .name), .optional("folder_id", .name), .standard("caption", .flag),
                .standard("enable_sharing", .flag), .standard("include_gif", .flag),
                .standard("keep_text_vertically_centered", .flag), .standard("reorder_music", .flag),
                .standard("fps", .number(25...60)), .optional("dimension", .object(dimension)),
                .optional("scene_ids", .list(.name, 1...50)), .optional("subtitles", .object(subtitles)),
            ],
            checks: [frameRate]))

    private static let dimension = ObjectRules(
        [.required("width", .integer(128...4096)), .required("height", .integer(128...4096))],
        checks: [
            { size in
                guard let odd = ["width", "height"].first(where: { size[$0]?.int.map { $0 % 2 == 1 } ?? false }) else {
                    return nil
                }
                return ValidationIssue(param: odd, message: "\(odd) must be even")
            }
        ])

    private static let subtitles = ObjectRules([
        .required("preset_name", .name), .optional("alignment", .integer(0...100)),
        .optional("disable_highlight", .flag), .optional("font_size", .integer(1...1000)),
        .optional(
            "position",
            .object(
                ObjectRules([
                    .standard("x", .number(-10_000...10_000)), .standard("y", .number(-10_000...10_000)),
                ]))),
    ])

    private static let frameRate: ObjectRules.Check = { body in
        guard let rate = body["fps"]?.double, ![25, 30, 60].contains(rate) else { return nil }
        return ValidationIssue(param: "fps", message: "fps must be 25, 30 or 60")
    }
}
