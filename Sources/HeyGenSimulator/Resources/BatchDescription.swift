import HeyGen

/// How a kind is bought by the hundred.
struct BatchDescription: Sendable {
    static let itemLimit = 100

    /// The member of the request that holds the items.
    let list: String
    /// How each item would be bought alone.
    let item: CreateOperation

    var path: String { item.path + "/batches" }
    var itemPath: String { path + "/{batch_id}" }

    var rules: FieldShape {
        .object(
            ObjectRules([
                .required(list, .list(item.rules, 1...Self.itemLimit)), .optional("title", .text(0...1000)),
                .optional("callback_url", .url),
            ]))
    }
}
