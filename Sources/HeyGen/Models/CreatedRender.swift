/// HeyGen's answer to a create.
package struct CreatedRender: Sendable, Equatable {
    /// HeyGen's id of what it makes: of a video, a session, a translation and so on, by its kind.
    package let id: String
    /// The status at the time of the *first* answer: a replay repeats that answer.
    package let status: RenderStatus

    package init(id: String, status: RenderStatus) {
        self.id = id
        self.status = status
    }

    /// Nil without an id.
    init?(_ json: RawJSON, of kind: RenderKind) {
        guard let data = json["data"],
            let id = kind.createdIDNames.lazy.compactMap({ Self.id(data[$0]) }).first
        else { return nil }
        self.id = id
        status = RenderStatus(data["status"]?.string ?? "waiting")
    }

    private static func id(_ value: RawJSON?) -> String? {
        value?.nonEmptyString ?? value?.elements.first?.nonEmptyString
    }
}
