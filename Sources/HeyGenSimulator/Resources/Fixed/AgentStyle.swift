/// A visual style of the video agent; fixed.
struct AgentStyle: Sendable {
    static let all = [
        AgentStyle(id: "style-newsroom", name: "Newsroom", tags: ["cinematic", "serious"], aspectRatio: "16:9"),
        AgentStyle(id: "style-pixel", name: "Pixel", tags: ["retro-tech"], aspectRatio: "1:1"),
        AgentStyle(id: "style-poster", name: "Poster", tags: ["cinematic", "iconic-artist"], aspectRatio: "9:16"),
    ]

    let id: String
    let name: String
    let tags: [String]
    let aspectRatio: String

    var node: JSONNode {
        [
            "style_id": .string(id), "name": .string(name), "tags": .array(tags.map(JSONNode.string)),
            "aspect_ratio": .string(aspectRatio), "preview_video_url": .null, "thumbnail_url": .null,
        ]
    }
}
