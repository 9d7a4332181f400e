/// The rules of `POST /v3/ai-clipping`.
enum ClippingRequestRules {
    static let body = FieldShape.object(
        ObjectRules(
            SourceRules.callback + [
                .required("video", SourceRules.file), .optional("title", SourceRules.title),
                .optional("input_language", .name), .standard("output_settings", .object(output)),
            ]))

    private static let output = ObjectRules([
        .standard("aspect_ratio", .word(["landscape", "portrait", "square"])), .optional("caption_style", .name),
        .standard("captions", .flag),
        .standard("duration_types", .list(.word(["30", "60", "180", "long"]), 1...4)),
        .optional("prompt", .text(0...500)),
    ])
}
