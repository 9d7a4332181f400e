import HeyGen
import Hummingbird
import Jobs
import Problems

/// The body of `POST /v1/jobs`: one job or an array of them.
enum JobsBody {
    case one(RawJSON)
    case many([RawJSON])

    static let countLimit = 1_000
    static let arrayLimitBytes = 16_777_216
    /// Of one job, alone or in an array.
    static let jobLimitBytes = JobRequest.bodyLimitBytes

    static func read(_ request: Request) async throws -> JobsBody {
        let bracket = UInt8(ascii: "[")
        var first: UInt8 = 0
        let bytes = try await JSONBody.bytes(of: request) { byte in
            first = byte
            return byte == bracket || byte == 0 ? arrayLimitBytes : jobLimitBytes
        }
        guard first == bracket else { return .one(try JSONBody.parse(bytes)) }
        // The depth is checked job by job: one that is too deep spoils no other. The scanner needs a byte a level.
        let array = try JSONBody.parse(bytes, maximumDepth: arrayLimitBytes)
        guard let elements = array.elements(atMost: countLimit) else {
            throw Problem(.badRequest, "an array may hold \(countLimit) jobs; send the rest in another")
        }
        return .many(elements)
    }

    /// One element as a text of its own, within the limits of a single job.
    static func checked(_ element: RawJSON) throws(Problem) -> RawJSON {
        guard element.bytes.count <= jobLimitBytes else { throw JSONBody.tooLarge(jobLimitBytes) }
        return try JSONBody.parse(Array(element.bytes))
    }
}
