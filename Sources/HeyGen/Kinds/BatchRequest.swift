/// Many requests of one kind, put together for one call.
package struct BatchRequest: Sendable {
    package let kind: RenderKind
    let path: String
    package let body: [UInt8]

    /// Puts requests together in their order, which is HeyGen's `item_index`; each keeps its bytes.
    ///
    /// - Precondition: the kind has a ``RenderKind/batch``, and there are 1 to ``BatchOperation/itemLimit`` requests of it.
    package init(_ requests: [CreateRequest], of kind: RenderKind, title: String) {
        guard let batch = kind.batch else { preconditionFailure("\(kind.name) has no batches") }
        precondition((1...BatchOperation.itemLimit).contains(requests.count), "HeyGen takes 1 to 100 items")
        var items: [UInt8] = [UInt8(ascii: "[")]
        for (index, request) in requests.enumerated() {
            if index > 0 { items.append(ASCII.comma) }
            items += request.body
        }
        items.append(UInt8(ascii: "]"))
        self.init(
            complete: JSONObjectWriter.object([("title", JSONString.quoted(title)), (batch.itemsName, items)]), of: kind
        )
    }

    /// A request that has all it needs: one that was put together before.
    package init(complete body: [UInt8], of kind: RenderKind) {
        guard let batch = kind.batch else { preconditionFailure("\(kind.name) has no batches") }
        self.kind = kind
        path = batch.create.path()
        self.body = body
    }
}
