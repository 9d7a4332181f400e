import HTTPTypes
import HeyGen
import Hummingbird
import Jobs
import NIOCore

extension Response {
    /// Bytes that are JSON already.
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func job(_ job: Job) -> Response { json(job.json) }

    /// `{"data": […]}`: everything there is.
    static func list(_ elements: [[UInt8]]) -> Response {
        var writer = JSONObjectWriter()
        writer.add("data", raw: JSONObjectWriter.array(elements))
        return json(writer.finish())
    }

    /// `{"data": […], "next_token": …}`: a page, with the token of the next one or null.
    static func page(_ elements: [[UInt8]], nextToken: String?) -> Response {
        var writer = JSONObjectWriter()
        writer.add("data", raw: JSONObjectWriter.array(elements))
        writer.add("next_token", string: nextToken)
        return json(writer.finish())
    }
}
