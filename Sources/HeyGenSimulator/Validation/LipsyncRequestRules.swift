/// The rules of `POST /v3/lipsyncs`.
enum LipsyncRequestRules {
    static let body = FieldShape.object(
        ObjectRules(
            SourceRules.callback + [
                .required("video", SourceRules.file), .required("audio", SourceRules.file),
                .optional("title", SourceRules.title), .standard("disable_music_track", .flag),
                .standard("enable_caption", .flag), .standard("enable_dynamic_duration", .flag),
                .standard("enable_speech_enhancement", .flag), .standard("enable_watermark", .flag),
                .optional("start_time", SourceRules.seconds), .optional("end_time", SourceRules.seconds),
                .optional("folder_id", .name), .optional("fps_mode", .word(["vfr", "cfr", "passthrough"])),
                .optional("keep_the_same_format", .flag), .standard("mode", SourceRules.quality),
            ],
            checks: [SourceRules.timesInOrder]))
}
