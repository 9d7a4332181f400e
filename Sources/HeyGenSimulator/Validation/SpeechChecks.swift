import HeyGen

/// What is spoken, and by which voice.
enum SpeechChecks {
    static let sources = ["script", "audio_url", "audio_asset_id"]

    /// The sources of speech exclude one another, and one is needed.
    static let exactlyOne: ObjectRules.Check = { body in
        let given = sources.filter(body.has)
        if given.count == 1 { return nil }
        let message = "exactly one of script, audio_url and audio_asset_id is needed"
        return ValidationIssue(param: given.last ?? "script", message: message)
    }

    /// Only an avatar has a voice of its own.
    static let scriptNeedsVoice: ObjectRules.Check = { body in
        guard body.has("script"), !body.has("voice_id") else { return nil }
        return ValidationIssue(param: "voice_id", message: "voice_id is required with script")
    }

    /// A still image is shown for a while, or for as long as it is spoken over.
    static let durationOrSpeech: ObjectRules.Check = { body in
        let given = (sources + ["duration"]).filter(body.has)
        if given.count == 1 { return nil }
        let message = "exactly one of duration, script, audio_url and audio_asset_id is needed"
        return ValidationIssue(param: given.last ?? "duration", message: message)
    }
}
