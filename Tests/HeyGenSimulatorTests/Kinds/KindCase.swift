import HeyGen

@testable import HeyGenSimulator

/// One kind as a test buys it: what to send where, and what comes of it.
struct KindCase: Sendable, CustomStringConvertible {
    static let source = #"{"type":"url","url":"https://x.test/in.mp4"}"#

    let kind: ResourceKind
    /// The path of the create, ids filled in.
    let path: String
    /// Members of the body besides the callback fields.
    let members: String
    var status = 200
    /// Where the id stands in the answer's data.
    let id: String
    /// Where the id stands in the payload of its event; nil if no endpoint is told.
    let eventID: String?
    var events: (success: String, failure: String) = ("", "")
    var hasCallback = true
    /// The fields of a finished resource that hold links.
    let links: [String]
    /// The words of its life: at once, half way, at the end.
    let words: [String]

    var description: String { kind.rawValue }

    static let all: [KindCase] = [
        KindCase(
            kind: .video, path: "/v3/videos", members: #""type":"avatar","avatar_id":"a","script":"s""#,
            id: "video_id", eventID: "video_id", events: ("avatar_video.success", "avatar_video.fail"),
            links: ["video_url", "thumbnail_url", "gif_url", "subtitle_url"],
            words: ["pending", "processing", "completed"]),
        KindCase(
            kind: .template, path: "/v3/templates/template-welcome", members: #""variables":{"first_name":{}}"#,
            id: "id", eventID: "video_id", events: ("avatar_video.success", "avatar_video.fail"),
            links: ["video_url"], words: ["pending", "processing", "completed"]),
        KindCase(
            kind: .videoAgent, path: "/v3/video-agents", members: #""prompt":"p""#, id: "session_id",
            eventID: "session_id", events: ("video_agent.success", "video_agent.fail"), links: [],
            words: ["thinking", "generating", "completed"]),
        KindCase(
            kind: .videoTranslation, path: "/v3/video-translations",
            members: #""video":\#(source),"output_languages":["German (Germany)"],"enable_caption":true"#,
            id: "video_translation_ids", eventID: "video_translate_id",
            events: ("video_translate.success", "video_translate.fail"),
            links: ["video_url", "audio_url", "srt_caption_url", "vtt_caption_url"],
            words: ["pending", "running", "completed"]),
        KindCase(
            kind: .proofread, path: "/v3/video-translations/proofreads",
            members: #""video":\#(source),"output_languages":["German (Germany)"],"title":"t""#, id: "proofread_ids",
            eventID: "proofread_id", events: ("proofread_creation.success", "proofread_creation.fail"),
            hasCallback: false, links: [], words: ["processing", "processing", "completed"]),
        KindCase(
            kind: .lipsync, path: "/v3/lipsyncs",
            members: #""video":\#(source),"audio":\#(source),"enable_caption":true"#, id: "lipsync_id", eventID: nil,
            links: ["video_url", "caption_url"], words: ["pending", "running", "completed"]),
        KindCase(
            kind: .hyperframes, path: "/v3/hyperframes/renders", members: #""project":\#(source),"format":"webm""#,
            status: 202, id: "render_id", eventID: "render_id",
            events: ("hyperframes_video.success", "hyperframes_video.fail"), links: ["video_url", "thumbnail_url"],
            words: ["queued", "rendering", "completed"]),
        KindCase(
            kind: .aiClipping, path: "/v3/ai-clipping", members: #""video":\#(source)"#, status: 202,
            id: "ai_clipping_id", eventID: "id", events: ("ai_clipping.success", "ai_clipping.fail"), links: [],
            words: ["pending", "running", "completed"]),
        KindCase(
            kind: .backgroundRemoval, path: "/v3/background-removals", members: #""video":\#(source)"#, id: "id",
            eventID: nil, hasCallback: false, links: [], words: ["pending", "processing", "completed"]),
    ]

    /// - Parameter commands: orders to the simulator; they stand in an address, which every kind can hold.
    func body(_ callbackID: String, _ commands: String = "", more: String = "") -> [UInt8] {
        let text = members.replacing("in.mp4", with: "in.mp4" + commands)
            .replacing(#""prompt":"p""#, with: #""prompt":"p\#(commands)""#)
            .replacing(#""script":"s""#, with: #""script":"s\#(commands)""#)
            .replacing(#""first_name":{}"#, with: #""first_name":{"x":"\#(commands)"}"#)
        let callback = hasCallback ? #","callback_id":"\#(callbackID)""# : ""
        return Array("{\(text)\(callback)\(more)}".utf8)
    }

    var operation: CreateOperation { ResourceDescription.of(kind).creates[0] }
    var reads: ResourceCollection { ResourceDescription.of(kind == .template ? .video : kind).reads! }
    var parameter: String? { kind == .template ? "template-welcome" : nil }

    func createdID(_ answer: APIAnswer) throws -> String? {
        let data = try RawJSON(answer.body)["data"]
        return data?[id]?.string ?? data?[id]?.elements.first?.string
    }
}

extension SimulatorState {
    mutating func createStep(_ kind: KindCase, _ body: [UInt8], key: String? = nil, at now: Double) -> CreatePlan {
        advance(to: now)
        return create(
            .resource(kind.operation), body, path: kind.path, parameter: kind.parameter, key: key, now: now)
    }

    /// `data` of a read.
    func data(_ kind: KindCase, _ id: String, at now: Double) throws -> RawJSON {
        try RawJSON(read(id, in: kind.reads, now: now).body)["data"] ?? RawJSON(Array("null".utf8))
    }
}
