import HTTPTypes
import HeyGen

/// One call and its answer, as they went over the wire.
struct Exchange: Sendable {
    /// `User-Agent` of HeyGenClient in these tests; whoever else calls is a test by hand.
    static let clientAgent = "Clapper contract"

    let method: String
    /// Percent-encoded, without the query.
    let path: String
    let query: [(name: String, value: String)]
    let requestHeaders: HTTPFields
    let requestBody: [UInt8]
    let status: Int
    let contentType: String
    let responseBody: [UInt8]

    var isClients: Bool { requestHeaders[.userAgent] == Self.clientAgent }
    var isSuccess: Bool { (200..<300).contains(status) }
    var line: String {
        let query = query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        return "\(method) \(path)\(query.isEmpty ? "" : "?" + query) -> \(status)"
    }
}
