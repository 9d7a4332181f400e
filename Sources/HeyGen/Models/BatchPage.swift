/// One page of what became of a batch.
package struct BatchPage: Sendable {
    /// One request of the batch.
    package struct Item: Sendable, Equatable {
        /// Its place in the call, from 0.
        package let index: Int
        package let status: RenderStatus
        /// HeyGen's id of what was made of it; nil until then.
        package let renderID: String?
        package let failureCode: String?
        /// At most 500 characters.
        package let failureMessage: String?
    }

    package let items: [Item]
    package let nextToken: String?

    /// Nil if there is no list. HeyGen keeps the paging inside `data` here.
    init?(_ json: RawJSON) {
        guard let data = json["data"], let list = data["items"], list.kind == .array else { return nil }
        items = list.elements.compactMap { item in
            guard let index = item["item_index"]?.int, index >= 0, let entry = RenderStatusEntry(item) else {
                return nil
            }
            return Item(
                index: index, status: entry.status, renderID: item["video_id"]?.nonEmptyString,
                failureCode: entry.errorCode, failureMessage: entry.errorMessage)
        }
        nextToken = data["has_more"]?.bool == false ? nil : data["next_token"]?.nonEmptyString
    }
}
