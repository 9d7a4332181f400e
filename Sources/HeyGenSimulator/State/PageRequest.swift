/// Which page of a list is wanted.
struct PageRequest: Sendable {
    let limit: Int
    /// The number of the item before which the page begins; items count from the oldest.
    let before: Int?

    /// - Parameter standard: how many when the request does not say.
    /// - Throws: for a limit outside 1...100, or a token that is not ours.
    init(limit: String?, token: String?, standard: Int = 10) throws(ValidationIssue) {
        let limit = limit.map { Int($0) ?? 0 } ?? standard
        guard (1...100).contains(limit) else {
            throw ValidationIssue(param: "limit", message: "limit must be from 1 to 100")
        }
        self.limit = limit
        guard let token, !token.isEmpty else {
            before = nil
            return
        }
        guard token.hasPrefix("p"), let number = Int(token.dropFirst(), radix: 36), number >= 0 else {
            throw ValidationIssue(param: "token", message: "token is not valid")
        }
        before = number
    }

    /// Walks from the newest item to the oldest and takes what `item` does not skip with nil.
    func answer(count: Int, item: (Int) -> JSONNode?) -> APIAnswer {
        var found: [JSONNode] = []
        var index = min(before ?? count, count) - 1
        var last = index + 1
        while index >= 0 {
            if let node = item(index) {
                if found.count == limit { return .page(found, nextToken: "p" + String(last, radix: 36)) }
                found.append(node)
                last = index
            }
            index -= 1
        }
        return .page(found, nextToken: nil)
    }

    /// Walks from the first item to the last instead: the items of a batch keep their order.
    func items(count: Int) -> (range: Range<Int>, nextToken: String?) {
        let first = min(before ?? 0, count)
        let end = min(first + limit, count)
        return (first..<end, end < count ? "p" + String(end, radix: 36) : nil)
    }
}
