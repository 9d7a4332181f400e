/// What is not covered, with the reason. A test keeps these tables true: an operation is either seen on the wire or stands
/// here, never both.
enum LeftOut {
    /// Operations of `operations.json` that no answer of the simulator was judged for.
    static let ofSimulator: [String: String] = [:]

    /// Operations that HeyGenClient does not send.
    static let ofClient: [String: String] = {
        var reasons: [String: String] = [:]
        for (reason, operations) in [
            "Clapper deletes nothing it bought": [
                "ai-clipping.delete", "background-removal.delete", "hyperframes.renders-delete", "lipsync.delete",
                "video-translate.delete", "video.delete",
            ],
            "no kind of job: it has neither callback nor Idempotency-Key": [
                "background-removal.create", "background-removal.get", "background-removal.list",
            ],
            "Clapper renames nothing": ["lipsync.update", "video-translate.update"],
            "for people who write requests, not for jobs": [
                "template.get", "template.list", "video-agent.styles-list", "video-translate.languages-list",
            ],
            "a person's part in a session; the session's read says all a job needs": [
                "video-agent.send", "video-agent.stop", "video-agent.resources-get", "video-agent.videos-list",
            ],
            "a person's work before the job, which begins with the generate": [
                "video-translate.proofreads-create", "video-translate.proofreads-get",
                "video-translate.proofreads-srt-get", "video-translate.proofreads-srt-update",
            ],
        ] {
            for operation in operations { reasons[operation] = reason }
        }
        return reasons
    }()
}
