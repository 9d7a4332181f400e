/// A template of the simulated account. There are three, and they never change.
struct VideoTemplate: Sendable {
    struct Scene: Sendable {
        let id: String
        let script: String
        /// Names and types of the variables in it.
        let variables: [(name: String, type: String)]
    }

    static let notFound = APIAnswer.error(404, "template_not_found", "Template not found")

    static let all = [
        VideoTemplate(
            id: "template-welcome", name: "Welcome", width: 16, height: 9,
            scenes: [
                Scene(
                    id: "welcome-1", script: "Hello {{first_name}}, welcome to {{company}}.",
                    variables: [("first_name", "text"), ("company", "text")]),
                Scene(id: "welcome-2", script: "See you soon.", variables: [("presenter", "character")]),
            ]),
        VideoTemplate(
            id: "template-product", name: "Product", width: 9, height: 16,
            scenes: [
                Scene(
                    id: "product-1", script: "This is {{product}}.",
                    variables: [("product", "text"), ("picture", "image")])
            ]),
        VideoTemplate(
            id: "template-news", name: "News", width: 1, height: 1,
            scenes: [
                Scene(id: "news-1", script: "{{headline}}", variables: [("headline", "text"), ("speaker", "voice")]),
                Scene(id: "news-2", script: "", variables: [("clip", "video"), ("music", "audio")]),
            ]),
    ]

    let id: String
    let name: String
    /// The aspect ratio.
    let width: Int
    let height: Int
    let scenes: [Scene]

    static func named(_ id: String) -> VideoTemplate? { all.first { $0.id == id } }

    func hasScene(_ id: String) -> Bool { scenes.contains { $0.id == id } }

    /// - Parameters: pixels.
    func fits(width: Int, height: Int) -> Bool { width * self.height == height * self.width }

    /// As the list shows it.
    /// - Parameter createdAt: Unix seconds.
    func summary(createdAt: Int) -> [(String, JSONNode)] {
        [
            ("id", .string(id)), ("name", .string(name)), ("aspect_ratio", .string("\(width):\(height)")),
            ("created_at", .integer(createdAt)), ("updated_at", .integer(createdAt)), ("thumbnail_url", .null),
        ]
    }

    /// As a read of its own shows it.
    func detail(createdAt: Int) -> JSONNode {
        let variables = scenes.flatMap(\.variables)
        return .object(
            summary(createdAt: createdAt) + [
                ("scene_ids", .array(scenes.map { .string($0.id) })), ("scenes", .array(scenes.map(\.node))),
                (
                    "variables",
                    .object(variables.map { ($0.name, ["name": .string($0.name), "type": .string($0.type)]) })
                ),
            ])
    }
}

extension VideoTemplate.Scene {
    fileprivate var node: JSONNode {
        [
            "scene_id": .string(id), "script": .string(script),
            "variables": .array(
                variables.map { ["name": .string($0.name), "variable_type": .string($0.type)] }),
        ]
    }
}
