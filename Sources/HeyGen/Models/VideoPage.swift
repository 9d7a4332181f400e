/// One page of the account's videos.
package struct VideoPage: Sendable {
    package let videos: [Video]
    /// Where the next page begins; nil on the last one.
    package let nextToken: String?

    /// Nil if there is no list.
    init?(_ json: RawJSON) {
        guard let data = json["data"], data.kind == .array else { return nil }
        videos = data.elements.compactMap { Video($0, raw: Array($0.bytes)) }
        nextToken = json["has_more"]?.bool == false ? nil : json["next_token"]?.nonEmptyString
    }
}
