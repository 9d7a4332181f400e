import Logging
import NIOHTTP1

extension HeyGenClient {
    /// Reads one render, and where its resource is a session with a video, that video too: two exchanges.
    ///
    /// - Throws: ``HeyGenError``; what HeyGen does not know is `.refused` with status 404 and a code such as
    ///   `video_not_found`.
    package func render(_ id: String, of resource: RenderResource) async throws(HeyGenError) -> Render {
        let render = try await read(id, resource)
        guard let video = render.innerID, !render.status.isFailure else { return render }
        do {
            return Render(render, video: try await read(video, .video))
        } catch {
            // The session names it before the video can be read.
            if case .refused(let refusal) = error, refusal.status == 404 { return render }
            throw error
        }
    }

    private func read(_ id: String, _ resource: RenderResource) async throws(HeyGenError) -> Render {
        guard !id.isEmpty else { throw .refused(APIError(status: 0, code: "not_found", message: "an empty id")) }
        let call = APICall(
            method: .GET, path: resource.read.path(id), template: "GET \(resource.read.text)",
            timeout: configuration.readTimeout)
        let json = try await send(call)
        guard let data = json["data"], let render = Render(data, of: resource, raw: json.storage) else {
            throw .ambiguous("HTTP 2xx without the resource")
        }
        return render
    }

    /// Reads the states of many renders in one exchange.
    ///
    /// - Parameters:
    ///   - ids: 1 to 100.
    ///   - resource: one that ``RenderResource/hasBulk``.
    /// - Returns: the entries by id; an id HeyGen left out is absent.
    package func statuses(
        _ ids: [String], of resource: RenderResource
    ) async throws(HeyGenError) -> [String: RenderStatusEntry] {
        precondition((1...100).contains(ids.count), "HeyGen takes 1 to 100 ids in one call")
        guard let bulk = resource.bulk else { preconditionFailure("\(resource.name) has no bulk read") }
        // Encoded one by one: a comma inside an id must not split it, and the commas between them stay readable.
        let list = ids.map(APICall.percentEncode).joined(separator: ",")
        let call = APICall(
            method: .GET, path: "\(bulk.path)?\(bulk.parameter)=\(list)", template: "GET \(bulk.path)",
            timeout: configuration.readTimeout)
        let json = try await send(call)
        guard let data = json["data"], data.kind == .array else { throw .ambiguous("HTTP 2xx without statuses") }
        if json["has_more"]?.bool == true { logger.warning("a list of statuses that has no paging says it has more") }
        var entries: [String: RenderStatusEntry] = [:]
        for element in data.elements {
            // Named so for every resource.
            guard let id = element["video_id"]?.nonEmptyString, let entry = RenderStatusEntry(element) else { continue }
            entries[id] = entry
        }
        return entries
    }

    /// Lists renders, newest first as far as HeyGen keeps to it.
    ///
    /// - Parameters:
    ///   - title: only those whose title contains it; only `/v3/videos` has that filter.
    ///   - limit: 1 to 100 a page.
    ///   - token: ``RenderPage/nextToken`` of the page before. A token that repeats means HeyGen is going round in
    ///     circles: stop.
    package func renders(
        of resource: RenderResource, title: String? = nil, limit: Int = 10, token: String? = nil
    ) async throws(HeyGenError) -> RenderPage {
        precondition((1...100).contains(limit), "HeyGen takes a limit of 1 to 100")
        var path = "\(resource.list)?limit=\(limit)"
        if let title { path += "&title=\(APICall.percentEncode(title))" }
        if let token { path += "&token=\(APICall.percentEncode(token))" }
        let call = APICall(
            method: .GET, path: path, template: "GET \(resource.list)", timeout: configuration.readTimeout)
        guard let page = RenderPage(try await send(call), of: resource) else {
            throw .ambiguous("HTTP 2xx without a list")
        }
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
