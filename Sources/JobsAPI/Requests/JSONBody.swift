import HTTPTypes
import HeyGen
import Hummingbird
import NIOCore
import Problems

/// Reads request bodies that must be JSON.
enum JSONBody {
    /// The largest body of a verb: a few ids and a sentence.
    static let verbLimitBytes = 65_536

    /// The one object a verb takes.
    static func fields(_ request: Request, known: [String]) async throws -> ObjectFields {
        let bytes = try await bytes(of: request) { _ in verbLimitBytes }
        return try ObjectFields(parse(bytes), known: known)
    }

    /// All bytes of the body.
    ///
    /// - Parameter limit: the largest body, given its first byte that is not white space (0 while there is none). Asked
    ///   for as soon as that byte is there, so that no more is read than may be.
    /// - Throws: 415 for another media type, 413 beyond the limit.
    static func bytes(of request: Request, limit: (_ first: UInt8) -> Int) async throws -> [UInt8] {
        try checkMediaType(request.headers)
        var allowed = limit(0)
        var isFirstKnown = false
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > allowed {
            throw tooLarge(allowed)
        }
        var bytes: [UInt8] = []
        for try await buffer in request.body {
            let view = buffer.readableBytesView
            if !isFirstKnown, let first = view.first(where: { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }) {
                isFirstKnown = true
                allowed = limit(first)
            }
            if bytes.count + view.count > allowed { throw tooLarge(allowed) }
            bytes.append(contentsOf: view)
        }
        return bytes
    }

    /// - Throws: 400 with the place of the first byte that is wrong.
    static func parse(_ bytes: [UInt8], maximumDepth: Int = 512) throws(Problem) -> RawJSON {
        do throws(RawJSONError) {
            return try RawJSON(bytes, maximumDepth: maximumDepth)
        } catch {
            throw Problem(.badRequest, "the body is not JSON: \(error)")
        }
    }

    static func tooLarge(_ limitBytes: Int) -> Problem {
        Problem(.contentTooLarge, "the body is larger than the \(limitBytes) bytes this may have")
    }

    private static func checkMediaType(_ headers: HTTPFields) throws(Problem) {
        let type = headers[.contentType]?.prefix { $0 != ";" }.lowercased() ?? ""
        guard type.trimmingPrefix(while: \.isWhitespace).prefix(while: { !$0.isWhitespace }) == "application/json"
        else {
            throw Problem(.unsupportedMediaType, "send JSON, with Content-Type: application/json")
        }
    }
}
