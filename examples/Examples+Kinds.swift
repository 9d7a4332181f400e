/// Requests of every kind of job, in `kinds/`, and what some need before.
extension Examples {
    /// Every kind, `video` in each of its types; in the order of HeyGen's reference.
    package static let kinds: [Example] = [
        Example(name: "video_avatar", request: PackageResources.video_avatar_json),
        Example(name: "video_image", request: PackageResources.video_image_json),
        Example(name: "video_studio", request: PackageResources.video_studio_json),
        Example(name: "video_cinematic_avatar", request: PackageResources.video_cinematic_avatar_json),
        Example(name: "template", kind: "template", request: PackageResources.template_json),
        Example(name: "video_agent", kind: "video_agent", request: PackageResources.video_agent_json),
        Example(name: "video_translation", kind: "video_translation", request: PackageResources.video_translation_json),
        // The id in it is a placeholder: HeyGen gives one to each proofread.
        Example(name: "proofread", kind: "proofread", request: PackageResources.proofread_json),
        Example(name: "lipsync", kind: "lipsync", request: PackageResources.lipsync_json),
        Example(name: "hyperframes", kind: "hyperframes", request: PackageResources.hyperframes_json),
        Example(name: "ai_clipping", kind: "ai_clipping", request: PackageResources.ai_clipping_json),
    ]

    /// The body of HeyGen's `POST /v3/video-translations/proofreads`: it makes two proofreads, one of each language, which
    /// jobs of kind `proofread` can name once they are completed.
    package static let proofreadSession = PackageResources.proofread_session_json
}
