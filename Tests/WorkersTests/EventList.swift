import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import TestSupport

/// A HeyGen that has nothing but its list of delivered events, in whatever order and shape a test wants.
final class EventList: Sendable {
    struct Page: Sendable {
        var status = 200
        /// Items as JSON, or the whole body where the status is no 200.
        var items: [String] = []
        var next: String?
    }

    private let pages: Mutex<[String: [Page]]>
    private let asked = Mutex<[String]>([])

    /// - Parameter pages: what is answered by token (empty for the first page): the answers in their order, the last for
    ///   good.
    init(_ pages: [String: [Page]]) { self.pages = Mutex(pages) }

    /// The paths with their queries, in order.
    var requests: [String] { asked.withLock { $0 } }

    func withRunning<Result: Sendable>(_ body: (String) async throws -> Result) async throws -> Result {
        let router = Router()
        router.get("**") { request, _ in self.answer(request) }
        let (origins, continuation) = AsyncStream.makeStream(of: String.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { continuation.yield("http://127.0.0.1:\($0.localAddress?.port ?? 0)") },
            logger: TestDatabase.silentLogger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            defer { group.cancelAll() }
            let origin = await origins.first { _ in true } ?? ""
            return try await body(origin)
        }
    }

    private func answer(_ request: Request) -> Response {
        asked.withLock { $0.append(request.uri.description) }
        let token = request.uri.queryParameters["token"].map(String.init) ?? ""
        let page = pages.withLock { pages -> Page in
            guard var answers = pages[token], let first = answers.first else { return Page(status: 404) }
            if answers.count > 1 { answers.removeFirst() }
            pages[token] = answers
            return first
        }
        let text =
            page.status == 200
            ? #"{"data":[\#(page.items.joined(separator: ","))],"has_more":\#(page.next != nil),"#
                + #""next_token":\#(page.next.map { "\"\($0)\"" } ?? "null")}"#
            : #"{"error":{"code":"\#(page.items.first ?? "error")","message":"no"}}"#
        return Response(
            status: .init(code: page.status), headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// An item about a job that HeyGen rendered under `vid_<callback id>`.
    static func success(_ callbackID: String, id: String? = nil, at date: Date = Date()) -> String {
        item(
            "avatar_video.success",
            #"{"video_id":"vid_\#(callbackID)","url":"https://files.example.com/v.mp4","callback_id":"\#(callbackID)"}"#,
            id: id ?? "evt_\(callbackID)", at: date)
    }

    static func item(_ type: String, _ data: String, id: String, at date: Date = Date()) -> String {
        let time = date.formatted(.iso8601)
        return #"{"event_id":"\#(id)","event_type":"\#(type)","event_data":\#(data),"created_at":"\#(time)"}"#
    }
}
