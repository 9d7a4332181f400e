/// Why a caller's request cannot be completed into a body for `POST /v3/videos`. The caller has to change the request.
package enum CreateVideoBodyError: Error, Equatable, Sendable {
    /// The request is no JSON.
    case notJSON(RawJSONError)
    /// The request is JSON, but no object.
    case notAnObject
}
