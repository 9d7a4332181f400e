package import Foundation

/// One event of HeyGen's own list of what it delivered.
package struct DeliveredEvent: Sendable {
    /// HeyGen's id of the event. Whether it is the one a delivery carries is not known.
    package let eventID: String
    package let type: String
    /// Nil where HeyGen gives no time that can be read.
    package let createdAt: Date?
    /// The event as a delivery would tell it: an envelope made of the item's own values, `event_data` byte for byte.
    ///
    /// Equal items give equal bytes, so an event that is listed twice is known by its hash.
    package let body: [UInt8]

    /// Nil for an item without an id, a type or an object of data: nothing could be made of it.
    init?(_ json: RawJSON) {
        guard let eventID = json["event_id"]?.nonEmptyString, let type = json["event_type"]?.nonEmptyString,
            let data = json["event_data"], data.kind == .object
        else { return nil }
        self.eventID = eventID
        self.type = type
        createdAt = json["created_at"]?.date
        var writer = JSONObjectWriter()
        writer.add("event_type", string: type)
        writer.add("event_data", raw: Array(data.bytes))
        writer.add("event_id", string: eventID)
        body = writer.finish()
    }
}
