import Logging
import NIOHTTP1

extension HeyGenClient {
    /// Reads one video.
    ///
    /// - Throws: ``HeyGenError``; a video HeyGen does not know is `.refused` with status 404 and a code such as
    ///   `video_not_found`.
    package func video(id: String) async throws(HeyGenError) -> Video {
        guard !id.isEmpty else { throw .refused(APIError(status: 0, code: "not_found", message: "an empty video id")) }
        let call = APICall(
            method: .GET, path: "/v3/videos/\(APICall.percentEncode(id))", template: "GET /v3/videos/{video_id}",
            timeout: configuration.readTimeout)
        let json = try await send(call)
        guard let data = json["data"], let video = Video(data, raw: json.storage) else {
            throw .ambiguous("HTTP 2xx without a video")
        }
        return video
    }

    /// Reads the statuses of many videos in one exchange.
    ///
    /// - Parameter ids: 1 to 100.
    /// - Returns: the entries by video id; an id HeyGen left out is absent.
    package func videoStatuses(ids: [String]) async throws(HeyGenError) -> [String: VideoStatusEntry] {
        precondition((1...100).contains(ids.count), "HeyGen takes 1 to 100 ids in one call")
        // Encoded one by one: a comma inside an id must not split it, and the commas between them stay readable.
        let list = ids.map(APICall.percentEncode).joined(separator: ",")
        let call = APICall(
            method: .GET, path: "/v3/videos/statuses?video_ids=\(list)", template: "GET /v3/videos/statuses",
            timeout: configuration.readTimeout)
        let json = try await send(call)
        guard let data = json["data"], data.kind == .array else { throw .ambiguous("HTTP 2xx without statuses") }
        if json["has_more"]?.bool == true { logger.warning("a list of statuses that has no paging says it has more") }
        var entries: [String: VideoStatusEntry] = [:]
        for element in data.elements {
            guard let id = element["video_id"]?.nonEmptyString, let entry = VideoStatusEntry(element) else { continue }
            entries[id] = entry
        }
        return entries
    }

    /// Lists videos whose title contains `title`.
    ///
    /// - Parameters:
    ///   - limit: 1 to 100 videos a page.
    ///   - token: ``VideoPage/nextToken`` of the page before. A token that repeats means HeyGen is going round in
    ///     circles: stop.
    package func videos(title: String, limit: Int = 10, token: String? = nil) async throws(HeyGenError) -> VideoPage {
        precondition((1...100).contains(limit), "HeyGen takes a limit of 1 to 100")
        var path = "/v3/videos?limit=\(limit)&title=\(APICall.percentEncode(title))"
        if let token { path += "&token=\(APICall.percentEncode(token))" }
        let call = APICall(
            method: .GET, path: path, template: "GET /v3/videos", timeout: configuration.readTimeout)
        guard let page = VideoPage(try await send(call)) else { throw .ambiguous("HTTP 2xx without a list of videos") }
        return page
    }

    /// Reads the account behind the credential: the cheapest proof that it works.
    package func me() async throws(HeyGenError) -> AccountInfo {
        let call = APICall(
            method: .GET, path: "/v3/users/me", template: "GET /v3/users/me", timeout: configuration.readTimeout)
        guard let account = AccountInfo(try await send(call)) else { throw .ambiguous("HTTP 2xx without an account") }
        return account
    }
}
