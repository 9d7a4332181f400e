/// The rules of translations and their proofreads.
enum TranslationRequestRules {
    private static let languages = FieldShape.list(.name, 1...BatchDescription.itemLimit)

    private static let common: [FieldRule] = [
        .required("video", SourceRules.file), .required("output_languages", languages),
        .optional("brand_glossary_id", .name), .optional("brand_voice_id", .name), .optional("folder_id", .name),
        .optional("srt", SourceRules.file), .optional("speaker_num", .integer(1...100)),
        .standard("disable_music_track", .flag), .standard("enable_speech_enhancement", .flag),
        .standard("mode", SourceRules.quality),
    ]

    static let create = FieldShape.object(
        ObjectRules(
            SourceRules.callback + common + [
                .optional("title", SourceRules.title), .optional("audio", SourceRules.file),
                .standard("enable_caption", .flag), .standard("enable_dynamic_duration", .flag),
                .standard("enable_watermark", .flag), .optional("start_time", SourceRules.seconds),
                .optional("end_time", SourceRules.seconds),
                .optional("fps_mode", .word(["vfr", "cfr", "passthrough"])), .optional("input_language", .name),
                .optional("keep_the_same_format", .flag), .optional("srt_role", .word(["input", "output"])),
                .optional("stock_voice_config", .object(stockVoice)), .standard("translate_audio_only", .flag),
            ],
            checks: [SourceRules.timesInOrder]))

    static let proofread = FieldShape.object(
        ObjectRules(
            common + [
                .required("title", .text(1...1000)), .standard("enable_video_stretching", .flag),
                .standard("keep_the_same_format", .flag),
            ]))

    static let generate = FieldShape.object(
        ObjectRules(
            SourceRules.callback + [.standard("captions", .flag), .standard("translate_audio_only", .flag)]))

    static let subtitles = FieldShape.object(ObjectRules([.required("srt", SourceRules.file)]))

    private static let stockVoice = ObjectRules([
        .standard("use_stock_voice", .flag), .standard("preferred_stock_voice_ids", .list(.name, 0...100)),
    ])
}
