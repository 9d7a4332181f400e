import Foundation

/// One operation of HeyGen's API, as `operations.json` lists it.
struct Operation: Decodable, Sendable {
    struct Query: Decodable, Sendable {
        let name: String
        let type: String
        let minimum: Int?
        let maximum: Int?
        let `enum`: [String]?
    }

    let operation: String
    let method: String
    let path: String
    let paginated: Bool
    let bodyEncoding: String?
    let queryParams: [Query]
    let requestSchema: String?
    let responseSchema: String?
    /// 202 alone, or 200 and 201: the source does not say which.
    let successStatuses: [Int]

    private enum CodingKeys: String, CodingKey {
        case operation, method, path, paginated
        case bodyEncoding = "body_encoding"
        case queryParams = "query_params"
        case requestSchema = "request_schema"
        case responseSchema = "response_schema"
        case successStatus = "success_status"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        operation = try values.decode(String.self, forKey: .operation)
        method = try values.decode(String.self, forKey: .method)
        path = try values.decode(String.self, forKey: .path)
        paginated = try values.decode(Bool.self, forKey: .paginated)
        bodyEncoding = try values.decodeIfPresent(String.self, forKey: .bodyEncoding)
        queryParams = try values.decode([Query].self, forKey: .queryParams)
        requestSchema = try values.decodeIfPresent(String.self, forKey: .requestSchema)
        responseSchema = try values.decodeIfPresent(String.self, forKey: .responseSchema)
        if let one = try? values.decode(Int.self, forKey: .successStatus) {
            successStatuses = [one]
        } else {
            successStatuses = try values.decode(String.self, forKey: .successStatus)
                .split(separator: " ").compactMap { Int($0) }
        }
    }

    /// The operation at a path, fixed words before parameters: `statuses` is no video id.
    static func find(_ method: String, _ path: String, in operations: [Operation]) -> Operation? {
        operations.filter { $0.method == method && $0.matches(path) }
            .min { $0.parameterCount < $1.parameterCount }
    }

    private var parameterCount: Int { path.count { $0 == "{" } }

    private func matches(_ given: String) -> Bool {
        let ours = path.split(separator: "/", omittingEmptySubsequences: false)
        let theirs = given.split(separator: "/", omittingEmptySubsequences: false)
        guard ours.count == theirs.count else { return false }
        return zip(ours, theirs).allSatisfy { $0 == $1 || $0.hasPrefix("{") && !$1.isEmpty }
    }

    /// The members that the outermost object of an answer has besides what its schema requires: the files require
    /// nothing of it, HeyGen's reference shows them always.
    var answerMembers: [String] {
        // A batch keeps its paging inside `data`.
        paginated && !path.contains("{batch_id}") ? ["data", "has_more", "next_token"] : ["data"]
    }

    /// What its 2xx answers are judged by: the official schema, or for those that answer 202 our own words.
    var answerSchema: String {
        if let responseSchema { return responseSchema }
        return Contract.documented(path.hasSuffix("/batches") ? "batch" : operation)
    }
}
