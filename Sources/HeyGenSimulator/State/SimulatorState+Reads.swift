extension SimulatorState {
    private static let notFound = APIAnswer.error(404, "video_not_found", "Video not found")

    func readVideo(_ id: String, now: Double) -> APIAnswer {
        guard let video = video(id) else { return Self.notFound }
        return .data(resource(video, at: now))
    }

    mutating func deleteVideo(_ id: String) -> APIAnswer {
        guard let index = videoIndexes[id], !videos[index].isDeleted else { return Self.notFound }
        videos[index].isDeleted = true
        return .data(["id": .string(id), "deleted": true])
    }

    /// - Parameter list: the ids as they stand in the query.
    func readStatuses(_ list: String?, now: Double) -> APIAnswer {
        let ids = (list ?? "").split(separator: ",").map(String.init)
        guard (1...100).contains(ids.count) else {
            return .invalid(ValidationIssue(param: "video_ids", message: "video_ids must name 1 to 100 videos"))
        }
        return .page(
            ids.map { id in
                guard let video = video(id) else {
                    return ["video_id": .string(id), "status": "not_found", "error": .null]
                }
                let status = video.status(at: now)
                let error: JSONNode =
                    status == "failed" ? ["code": "rendering_failed", "message": "Simulated rendering failure"] : .null
                return ["video_id": .string(id), "status": .string(status), "error": error]
            }, nextToken: nil)
    }

    /// The newest videos first.
    /// - Parameter token: the number of the video before which the page begins.
    func listVideos(title: String?, page: PageRequest, now: Double) -> APIAnswer {
        let wanted = title?.lowercased()
        let matches = { (video: SimulatedVideo) -> Bool in
            if video.isDeleted { return false }
            guard let wanted, !wanted.isEmpty else { return true }
            return video.title?.lowercased().contains(wanted) ?? false
        }
        return page.answer(count: videos.count) { index in
            matches(videos[index]) ? resource(videos[index], at: now) : nil
        }
    }

    func listEvents(type: String?, page: PageRequest) -> APIAnswer {
        page.answer(count: events.count) { index in
            let event = events[index]
            if let type, event.type != type { return nil }
            return [
                "event_id": .string(event.id), "event_type": .string(event.type), "event_data": .raw(event.data),
                "created_at": .string(clock.iso8601(event.createdAt)),
            ]
        }
    }

    private func video(_ id: String) -> SimulatedVideo? {
        guard let index = videoIndexes[id], !videos[index].isDeleted else { return nil }
        return videos[index]
    }

    private func resource(_ video: SimulatedVideo, at now: Double) -> JSONNode {
        let status = video.status(at: now)
        var members: [(String, JSONNode)] = [
            ("id", .string(video.id)), ("title", JSONNode(video.title)), ("status", .string(status)),
            ("created_at", .integer(Int(clock.unix(video.createdAt)))), ("folder_id", .null),
        ]
        if let finishedAt = video.finishedAt { members.append(("completed_at", .integer(Int(clock.unix(finishedAt))))) }
        if status == "completed" {
            let files = [
                ("video_url", "video.mp4"), ("thumbnail_url", "thumbnail.jpg"), ("gif_url", "preview.gif"),
                ("subtitle_url", "captions.srt"),
            ]
            for (name, file) in files { members.append((name, .string(link(video, file, at: now)))) }
            members.append(("video_page_url", .string("\(links.baseURL)/videos/\(video.id)")))
            members.append(("duration", .number((5 + 55 * dice.unit("duration", video.subject)).rounded())))
        }
        if status == "failed" {
            members.append(("failure_code", "rendering_failed"))
            members.append(("failure_message", "Simulated rendering failure"))
        }
        return .object(members)
    }
}
