/// One page of HeyGen's list of delivered events.
package struct DeliveredEventPage: Sendable {
    package let events: [DeliveredEvent]
    /// Items of which nothing could be made.
    package let unreadable: Int
    /// Where the next page begins; nil on the last one.
    package let nextToken: String?

    /// The whole answer, with what was made of nothing.
    package let document: RawJSON

    /// Nil if there is no list.
    init?(_ json: RawJSON) {
        guard let data = json["data"], data.kind == .array else { return nil }
        let items = data.elements
        document = json
        events = items.compactMap { DeliveredEvent($0) }
        unreadable = items.count - events.count
        nextToken = json["has_more"]?.bool == false ? nil : json["next_token"]?.nonEmptyString
    }
}
