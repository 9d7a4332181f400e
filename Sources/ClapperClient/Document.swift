package import HeyGen

/// What Clapper answered: a JSON object and its exact bytes.
///
/// A job, an event, or a page of them. Members beyond these accessors are read from ``json``, so an older client passes
/// on what a newer server adds.
package struct Document: Sendable {
    /// As they arrived; of an item on a page, the bytes of that item.
    package let bytes: ArraySlice<UInt8>
    package let json: RawJSON
    /// Whether the call made something new (201): false for a job that was there already.
    package let isNew: Bool

    init(bytes: ArraySlice<UInt8>, json: RawJSON, isNew: Bool = false) {
        self.bytes = bytes
        self.json = json
        self.isNew = isNew
    }

    package var id: String? { json["id"]?.string }
    package var callbackID: String? { json["callback_id"]?.string }
    package var state: String? { json["state"]?.string }
    package var videoID: String? { json["video_id"]?.string }
    package var attempt: Int? { json["attempt"]?.int }

    /// Whether this job has an outcome: no later state follows unless somebody retries it.
    package var isEnded: Bool { isSucceeded || state == "failed" || state == "canceled" }
    package var isSucceeded: Bool { state == "succeeded" }

    /// The items of this page, in its order; empty if this is no page.
    package var items: [Document] {
        (json["data"]?.elements ?? []).map { Document(bytes: $0.bytes, json: $0) }
    }

    /// What to ask the next page with; nil on the last one.
    package var nextToken: String? { json["next_token"]?.string }
}
