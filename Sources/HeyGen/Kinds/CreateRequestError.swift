/// Why a caller's request cannot be completed into one that HeyGen takes. The caller has to change the request.
package enum CreateRequestError: Error, Equatable, Sendable {
    /// The request is no JSON.
    case notJSON(RawJSONError)
    /// The request is JSON, but no object.
    case notAnObject
    /// There is no such kind: the row was written by somebody else, or by a newer Clapper.
    case unknownKind(String)
    /// The member that becomes part of the path is no text.
    case missing(member: String)
}
