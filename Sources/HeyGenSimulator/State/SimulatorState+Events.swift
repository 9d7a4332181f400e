import HeyGen

extension SimulatorState {
    private static let heldSeconds = 30.0
    private static let storyDelaySeconds = 12.0

    /// A resource ends: its slot is free, and its event goes out.
    mutating func finish(_ index: Int, at now: Double) {
        guard resources[index].finishedAt == nil else { return }
        if resources[index].kind == .videoAgent {
            if resources[index].fate.succeeds { beginSessionVideo(index, at: now) }
            endSession(index, at: now)
        }
        resources[index].finishedAt = now
        meter.end(at: now)
        wakeBatch(at: now)
        if !resources[index].isDeleted { tellEnd(index, at: now) }
        if let place = resources[index].place { settleItem(place, at: now) }
    }

    private mutating func tellEnd(_ index: Int, at now: Double) {
        let resource = resources[index]
        let description = ResourceDescription.of(resource.kind)
        guard let names = description.events else { return }
        let hasFailed = resource.phase(at: now) != .completed
        var type = hasFailed ? names.failure : names.success
        if resource.kind == .videoTranslation, resource.commands.contains("preflight") {
            type = "video_translate.preflight.download_failed"
        }
        emit(
            type, description.payload(view(index, now: now)), about: resource.id, source: .resource(index),
            subject: resource.subject, callbackURL: resource.callbackURL, isCallbackOnly: names.isCallbackOnly,
            at: now)
        if configuration.storyEvents, !hasFailed, type == "avatar_video.success" {
            schedule(.tellStory(index), at: now + Self.storyDelaySeconds)
        }
    }

    mutating func tellStory(_ index: Int, at now: Double) {
        let view = view(index, now: now)
        let captions: JSONNode = [
            "video_id": view.id, "caption_url": view.link("captions.srt"), "callback_id": view.callbackID,
        ]
        for (type, data) in [
            ("avatar_video_gif.success", ResourceDescription.videoPayload(view)),
            ("avatar_video_caption.success", captions),
        ] {
            emit(
                type, data, about: view.resource.id, source: .resource(index), subject: view.resource.subject,
                callbackURL: view.resource.callbackURL, at: now)
        }
    }

    /// Ends resources within their own create. The deliveries are handed back instead of queued. A session that waits
    /// for a person cannot end so soon.
    mutating func finishAtOnce(_ indexes: [Int], now: Double) -> [OutboundRequest] {
        let waiting = takeOutbox()
        for index in indexes where !asks(resources[index]) { finish(index, at: now) }
        advance(to: now)
        let deliveries = takeOutbox()
        for request in waiting { enqueue(request) }
        return deliveries
    }

    mutating func emit(
        _ type: String, _ data: JSONNode, about entityID: String, source: EmittedEvent.Source, subject: String,
        callbackURL: String?, isCallbackOnly: Bool = false, at now: Double
    ) {
        let data = data.bytes
        let body = JSONNode.object([("event_type", .string(type)), ("event_data", .raw(data))]).bytes
        events.append(
            EmittedEvent(
                id: makeID("evt_", length: 24), type: type, data: data, body: isCallbackOnly ? data : body,
                createdAt: now, source: source, entityID: entityID, subject: subject, callbackURL: callbackURL,
                isCallbackOnly: isCallbackOnly))
        let event = events.count - 1
        let luck = "\(subject) \(type)"
        if dice.strikes(.dropEvents, configuration.faults, luck) { return }
        if heldEvent == nil, dice.strikes(.reorderEvents, configuration.faults, luck) {
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
        let luck = "\(event.subject) \(event.type)"
        var at = now
        if dice.strikes(.delayEvents, configuration.faults, luck) { at += 300 + 900 * dice.unit("delay", luck) }
        var targets: [(id: String?, url: String)] = []
        if !event.isCallbackOnly {
            targets = endpoints.filter { $0.wants(event.type) }.map { ($0.id, $0.url) }
        }
        if let url = event.callbackURL { targets.append((nil, url)) }
        let copies = dice.strikes(.duplicateEvents, configuration.faults, luck) ? 2 : 1
        for target in targets {
            for copy in 0..<copies {
                let due = at + Double(copy) * 5
                let delivery = Delivery(
                    event: index, endpointID: target.id, url: target.url, copy: copy, firstAt: due)
                schedule(.attempt(delivery), at: due)
            }
        }
    }
}
