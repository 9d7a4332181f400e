/// One page of the account's renders of one resource.
package struct RenderPage: Sendable {
    package let renders: [Render]
    /// Where the next page begins; nil on the last one.
    package let nextToken: String?

    /// Nil if there is no list.
    init?(_ json: RawJSON, of resource: RenderResource) {
        guard let data = json["data"], data.kind == .array else { return nil }
        renders = data.elements.compactMap { Render($0, of: resource, raw: Array($0.bytes)) }
        nextToken = json["has_more"]?.bool == false ? nil : json["next_token"]?.nonEmptyString
    }
}
