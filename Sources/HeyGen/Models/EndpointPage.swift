/// One page of the account's webhook endpoints.
package struct EndpointPage: Sendable {
    package let endpoints: [Endpoint]
    /// Where the next page begins; nil on the last one.
    package let nextToken: String?

    /// Nil if there is no list.
    init?(_ json: RawJSON) {
        guard let data = json["data"], data.kind == .array else { return nil }
        endpoints = data.elements.compactMap(Endpoint.init)
        nextToken = json["has_more"]?.bool == false ? nil : json["next_token"]?.nonEmptyString
    }
}
