package import Foundation

/// A render of any kind, as HeyGen's reads and lists show it.
///
/// The links in its result are presigned and expire. A completed render can lack its link for some seconds, and a failed
/// one its reason for ever.
package struct Render: Sendable {
    package let id: String
    package let status: RenderStatus
    /// The file it gave: a video, or the audio where only that was asked for.
    package let link: String?
    /// The result as one JSON object with HeyGen's own field names; only what is there. Nil if nothing is.
    package let resultJSON: String?
    package let title: String?
    /// As it was sent; nil where the resource does not show it.
    package let callbackID: String?
    package let failureCode: String?
    /// At most 500 characters.
    package let failureMessage: String?
    package let createdAt: Date?
    package let completedAt: Date?
    /// HeyGen's word for a state that goes on only when somebody does something; nil in all others.
    package let personWord: String?
    /// The id of the video a session makes, once there is one.
    package let innerID: String?
    /// The bytes this was read from: the whole answer of a read, the one element of a list.
    package let raw: [UInt8]

    /// Nil without an id or a status.
    init?(_ json: RawJSON, of resource: RenderResource, raw: [UInt8]) {
        guard let id = resource.idNames.lazy.compactMap({ json[$0]?.nonEmptyString }).first,
            let word = json["status"]?.nonEmptyString
        else { return nil }
        self.id = id
        self.status = RenderStatus(word)
        self.raw = raw
        var result = ResultJSON()
        for field in resource.result { field.add(from: json, to: &result) }
        resultJSON = result.text
        link = Self.link(result.text)
        title = json["title"]?.string
        callbackID = json["callback_id"]?.nonEmptyString
        failureCode = json["failure_code"]?.nonEmptyString
        failureMessage = (json["failure_message"]?.nonEmptyString ?? Self.errorMessage(json))
            .map { String($0.prefix(500)) }
        createdAt = json["created_at"]?.date
        completedAt = json["completed_at"]?.date
        personWord = resource.personWords.contains(word) ? word : nil
        innerID = resource.innerVideo.flatMap { json[$0]?.nonEmptyString }
    }

    /// A session that has not failed together with the video it made: the video tells how it ended.
    init(_ session: Render, video: Render) {
        id = session.id
        status = video.status
        link = video.link
        var result = ResultJSON()
        for part in [video, session] {
            let members = part.resultJSON.flatMap { try? RawJSON(Array($0.utf8)) }?.members ?? []
            for member in members { result.add(member.key, json: Array(member.value.bytes)) }
        }
        resultJSON = result.text
        title = session.title
        callbackID = session.callbackID ?? video.callbackID
        failureCode = video.failureCode ?? session.failureCode
        failureMessage = video.failureMessage ?? session.failureMessage
        createdAt = session.createdAt
        completedAt = video.completedAt ?? session.completedAt
        personWord = session.personWord
        innerID = video.id
        raw = JSONObjectWriter.object([("session", session.raw), ("video", video.raw)])
    }

    private static func link(_ result: String?) -> String? {
        guard let result, let json = try? RawJSON(Array(result.utf8)) else { return nil }
        return json["video_url"]?.nonEmptyString ?? json["audio_url"]?.nonEmptyString
    }

    /// A session says what went wrong in its newest message of type `error`, if anywhere.
    private static func errorMessage(_ json: RawJSON) -> String? {
        json["messages"]?.elements.first { $0["type"]?.string == "error" }?["content"]?.nonEmptyString
    }
}
