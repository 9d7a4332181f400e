import HeyGen

extension SimulatorState {
    private static let heldSeconds = 30.0
    private static let storyDelaySeconds = 12.0

    /// A render ends: its slot is free, and its event goes out.
    mutating func finish(_ index: Int, at now: Double) {
        guard videos[index].finishedAt == nil else { return }
        videos[index].finishedAt = now
        meter.end(at: now)
        guard !videos[index].isDeleted else { return }
        let failed = videos[index].fate.end == .failed
        emit(failed ? "avatar_video.fail" : "avatar_video.success", video: index, at: now)
        if configuration.storyEvents, !failed { schedule(.tellStory(index), at: now + Self.storyDelaySeconds) }
    }

    mutating func tellStory(_ index: Int, at now: Double) {
        emit("avatar_video_gif.success", video: index, at: now)
        emit("avatar_video_caption.success", video: index, at: now)
    }

    /// Ends a video within its own create. The deliveries are handed back instead of queued.
    mutating func finishAtOnce(_ index: Int, now: Double) -> [OutboundRequest] {
        let waiting = takeOutbox()
        finish(index, at: now)
        advance(to: now)
        let deliveries = takeOutbox()
        for request in waiting { enqueue(request) }
        return deliveries
    }

    private mutating func emit(_ type: String, video index: Int, at now: Double) {
        let data = payload(type, videos[index], at: now).bytes
        let body = JSONNode.object([("event_type", .string(type)), ("event_data", .raw(data))]).bytes
        let id = makeID("evt_", length: 24)
        events.append(EmittedEvent(id: id, type: type, data: data, body: body, createdAt: now, video: index))
        let event = events.count - 1
        let subject = "\(videos[index].subject) \(type)"
        if dice.strikes(.dropEvents, configuration.faults, subject) { return }
        if heldEvent == nil, dice.strikes(.reorderEvents, configuration.faults, subject) {
            heldEvent = event
            schedule(.releaseHeldEvent(event), at: now + Self.heldSeconds)
            return
        }
        distribute(event, at: now)
        releaseHeldEvent(at: now)
    }

    mutating func releaseHeldEvent(at now: Double) {
        guard let event = heldEvent else { return }
        heldEvent = nil
        distribute(event, at: now)
    }

    /// Sets the first attempts of an event, to every endpoint that wants it and to the request's own `callback_url`.
    private mutating func distribute(_ index: Int, at now: Double) {
        let event = events[index]
        let video = videos[event.video]
        let subject = "\(video.subject) \(event.type)"
        var at = now
        if dice.strikes(.delayEvents, configuration.faults, subject) {
            at += 300 + 900 * dice.unit("delay", subject)
        }
        var targets: [(id: String?, url: String)] = endpoints.filter { $0.wants(event.type) }.map { ($0.id, $0.url) }
        if let url = video.callbackURL { targets.append((nil, url)) }
        let copies = dice.strikes(.duplicateEvents, configuration.faults, subject) ? 2 : 1
        for target in targets {
            for copy in 0..<copies {
                let due = at + Double(copy) * 5
                let delivery = Delivery(
                    event: index, endpointID: target.id, url: target.url, copy: copy, firstAt: due)
                schedule(.attempt(delivery), at: due)
            }
        }
    }

    private func payload(_ type: String, _ video: SimulatedVideo, at now: Double) -> JSONNode {
        let callbackID = JSONNode(video.callbackID)
        switch type {
        case "avatar_video.fail":
            return ["video_id": .string(video.id), "msg": "Simulated rendering failure", "callback_id": callbackID]
        case "avatar_video_caption.success":
            let link = self.link(video, "captions.srt", at: now)
            return ["video_id": .string(video.id), "caption_url": .string(link), "callback_id": callbackID]
        default:
            return [
                "video_id": .string(video.id), "url": .string(link(video, "video.mp4", at: now)),
                "gif_download_url": .string(link(video, "preview.gif", at: now)),
                "video_page_url": .string("\(links.baseURL)/videos/\(video.id)"),
                "video_share_page_url": .string("\(links.baseURL)/share/\(video.id)"), "folder_id": .null,
                "callback_id": callbackID,
            ]
        }
    }

    /// A link that works for 7 simulated days from now.
    func link(_ video: SimulatedVideo, _ file: String, at now: Double) -> String {
        let expires = Int(clock.unix(now + LinkSigner.lifetimeSeconds).rounded(.up))
        return links.link("\(video.id)/\(file)", expires: expires)
    }
}
