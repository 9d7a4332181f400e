/// Which jobs a page shows. What is nil does not narrow it.
package struct JobQuery: Sendable {
    package var state: String?
    package var kind: String?
    package var callbackID: String?
    /// Jobs on one page; nil leaves it to Clapper.
    package var limit: Int?
    /// Where the page begins: ``Document/nextToken`` of the one before.
    package var token: String?

    package init(state: String? = nil, kind: String? = nil, callbackID: String? = nil, limit: Int? = nil) {
        self.state = state
        self.kind = kind
        self.callbackID = callbackID
        self.limit = limit
    }

    var parameters: [(name: String, value: String?)] {
        [
            ("state", state), ("kind", kind), ("callback_id", callbackID), ("limit", limit.map(String.init)),
            ("token", token),
        ]
    }
}
