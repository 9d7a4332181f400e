package import Foundation

/// What a webhook body says, read tolerantly: HeyGen documents one payload, and others are known to arrive.
///
/// Reading proves nothing. Only ``WebhookVerifier`` tells whether HeyGen said it.
package struct HeyGenEvent: Sendable {
    /// What the event says about a job.
    package typealias Meaning = EventType.Meaning

    /// The checked body; ``RawJSON/jsonbRefusal`` tells whether a jsonb column takes it.
    package let json: RawJSON
    /// HeyGen's name of the event; nil for a bare resource.
    package let type: String?
    /// `.other` for unknown types.
    package let meaning: Meaning
    /// Our id, as HeyGen echoes it. Nil if absent, null, empty or above 1,000 characters.
    package let callbackID: String?
    /// HeyGen's id of the render it is about, in the words of its family, under the same conditions.
    package let renderID: String?
    /// What that id names; nil where the event does not say.
    package let resource: RenderResource?
    /// The id of what the event is about, also where that is no render.
    package let entityID: String?
    /// The event's own id where it stands in the *body*; headers are not signed.
    package let eventID: String?
    /// A link to the finished file, never to a page.
    package let link: String?
    /// The result as a JSON object with the field names of HeyGen's video resource; nil if there is nothing of it.
    package let resultJSON: String?
    package let failureCode: String?
    /// At most 500 characters.
    package let failureMessage: String?
    package let createdAt: Date?

    /// Nil only when the body is no JSON object, or nested more than 512 deep.
    package init?(body: [UInt8]) {
        guard let json = try? RawJSON(body), let fields = EventFields(json) else { return nil }
        let type = fields.topText(["event_type", "event", "type"])
        let known = type.flatMap(EventType.named)
        self.json = json
        self.type = type
        meaning = known?.meaning ?? .other
        callbackID = fields.text(["callback_id"])
        entityID = known.flatMap { fields.text($0.family.entityNames) }
        resource = known?.family.resource
        renderID = resource != nil ? entityID : fields.text(type == nil ? ["video_id", "id"] : ["video_id"])
        eventID = fields.topText(["event_id"]) ?? fields.text(["event_id"])
        createdAt = fields.topValue("created_at")?.date
        link = fields.link(["url", "video_url", "video_download_url", "download_url"])
        resultJSON = Self.result(fields, resource, link: link)
        let isSuccess = meaning == .succeeded || meaning == .batch
        failureCode = isSuccess ? nil : fields.failureCode
        failureMessage = isSuccess ? nil : fields.failureMessage ?? Self.cancellation(fields)
    }

    /// What the status inside the payload says, where it says more than that it failed.
    private static func cancellation(_ fields: EventFields) -> String? {
        let word = fields.payloadJSON["status"]?.nonEmptyString
        return word.flatMap { RenderStatus($0) == .canceled ? "HeyGen says it is \($0)" : nil }
    }

    private static func result(_ fields: EventFields, _ resource: RenderResource?, link: String?) -> String? {
        var result = ResultJSON()
        result.add("video_url", string: link)
        result.add("thumbnail_url", string: fields.link(["thumbnail_url"]))
        result.add("gif_url", string: fields.link(["gif_url", "gif_download_url"]))
        result.add("subtitle_url", string: fields.link(["subtitle_url", "caption_url"]))
        result.add("video_page_url", string: fields.link(["video_page_url"]))
        result.add("duration", number: fields.value("duration")?.double)
        for field in resource?.result ?? [] { field.add(from: fields.payloadJSON, to: &result) }
        return result.text
    }
}
