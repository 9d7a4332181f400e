import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension APIAnswer {
    private static let requestID = HTTPField.Name("X-Request-Id")!

    private var headers: HTTPFields {
        var headers: HTTPFields = [.contentType: contentType, Self.requestID: UUID().uuidString.lowercased()]
        if let retryAfter { headers[.retryAfter] = "\(retryAfter)" }
        return headers
    }

    var response: Response {
        Response(
            status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// Promises the whole body, sends half of it, and cuts the connection.
    func truncatedResponse(_ context: SimulatorContext) -> Response {
        let half = ByteBuffer(bytes: body.prefix(body.count / 2))
        let body = ResponseBody(contentLength: body.count) { writer in
            try await writer.write(half)
            context.cutConnection()
            throw CancellationError()
        }
        return Response(status: .init(code: status), headers: headers, body: body)
    }
}
