import HeyGen

/// The life of a video agent's session: it thinks, may stop to ask, generates, and makes one video.
extension SimulatorState {
    /// The share of its work after which a session that asks stands still.
    private static let askingShare = 0.2
    /// The share after which its video is known.
    private static let videoShare = 0.6
    private static let ended = APIAnswer.error(409, "conflict", "The session has ended")

    mutating func startSession(_ index: Int, now: Double) {
        let resource = resources[index]
        let prompt = resource.request["prompt"]?.string ?? ""
        resources[index].session = AgentSession(
            messages: [AgentSession.Message(role: "user", type: "text", content: prompt, at: now)])
        if asks(resource) {
            schedule(.pauseSession(index), at: now + Self.askingShare * resource.fate.seconds)
        } else {
            scheduleSession(index, elapsed: 0, now: now)
        }
    }

    func asks(_ resource: SimulatedResource) -> Bool {
        guard resource.kind == .videoAgent else { return false }
        return resource.request["mode"]?.string == "chat" || resource.commands.contains("needs-input")
            || resource.commands.contains("reviewing")
    }

    private mutating func scheduleSession(_ index: Int, elapsed: Double, now: Double) {
        let fate = resources[index].fate
        // One that fails does so before it has a video.
        if fate.succeeds {
            schedule(.beginSessionVideo(index), at: now + max(Self.videoShare * fate.seconds - elapsed, 0))
        }
        if fate.end != .never { schedule(.finish(index), at: now + max(fate.seconds - elapsed, 0)) }
    }

    mutating func pauseSession(_ index: Int, at now: Double) {
        guard resources[index].finishedAt == nil else { return }
        resources[index].session?.pausedAt = now
        say(index, "text", "Shall I go on like this?", at: now)
    }

    mutating func beginSessionVideo(_ index: Int, at now: Double) {
        guard resources[index].finishedAt == nil, resources[index].session?.video == nil else { return }
        let session = resources[index]
        let video = SimulatedResource(
            id: makeID("", length: 32), kind: .video, subject: session.subject, request: session.request,
            commands: session.commands, fate: session.fate, createdAt: now, title: "Simulated session", owner: index)
        let made = add(video)
        resources[index].session?.video = made
        say(index, "resource", "This is your video.", resourceID: "res-\(video.id)", at: now)
    }

    /// The session ends, and its video with it.
    mutating func endSession(_ index: Int, at now: Double) {
        if let video = resources[index].session?.video {
            resources[video].finishedAt = now
            resources[video].fate = resources[index].fate
        }
        if !resources[index].fate.succeeds {
            say(index, "error", view(index, now: now).failure, at: now)
        }
    }

    /// Takes a person's answer; a session that waited for it goes on.
    mutating func sendMessage(_ id: String, _ json: RawJSON, now: Double) -> APIAnswer {
        let collection = ResourceDescription.videoAgent.reads
        guard let collection, let index = index(id, in: collection) else { return ResourceCollection.unknown }
        do throws(CreateRefusal) {
            try Self.check(json, AgentRequestRules.message, unknownFieldCode: 422)
        } catch {
            return error.answer
        }
        guard resources[index].finishedAt == nil else { return Self.ended }
        let text = json["message"]?.string ?? ""
        resources[index].session?.messages.append(
            AgentSession.Message(role: "user", type: "text", content: text, at: now))
        if let since = resources[index].session?.pausedAt {
            resources[index].session?.pausedSeconds += now - since
            resources[index].session?.pausedAt = nil
            scheduleSession(index, elapsed: since - resources[index].createdAt, now: now)
        }
        return .data([
            "session_id": .string(id), "run_id": .string(makeID("run-", length: 24)), "title": "Simulated session",
        ])
    }

    /// Ends a session that runs; one that has ended stays as it is.
    mutating func stopSession(_ id: String, now: Double) -> APIAnswer {
        let collection = ResourceDescription.videoAgent.reads
        guard let collection, let index = index(id, in: collection) else { return ResourceCollection.unknown }
        if resources[index].finishedAt == nil {
            resources[index].session?.isStopped = true
            resources[index].session?.pausedAt = nil
            resources[index].fate.end = .failed
            finish(index, at: now)
        }
        return .data(["session_id": .string(id)])
    }

    func sessionVideos(_ id: String, now: Double) -> APIAnswer {
        guard let index = indexes[id], let session = resources[index].session else { return ResourceCollection.unknown }
        return .page(session.video.map { [node($0, now: now)] } ?? [], nextToken: nil)
    }

    func sessionResource(_ id: String, _ resourceID: String, now: Double) -> APIAnswer {
        guard let index = indexes[id], let video = resources[index].session?.video,
            resourceID == "res-\(resources[video].id)"
        else { return ResourceCollection.unknown }
        let view = view(video, now: now)
        return .data([
            "resource_id": .string(resourceID), "resource_type": "video", "source_type": "generated",
            "created_at": view.createdAt, "url": view.link("video.mp4"), "thumbnail_url": view.link("thumbnail.jpg"),
            "preview_url": view.link("preview.gif"), "metadata": .null,
        ])
    }

    private mutating func say(_ index: Int, _ type: String, _ text: String, resourceID: String? = nil, at now: Double) {
        resources[index].session?.messages.append(
            AgentSession.Message(role: "model", type: type, content: text, resourceID: resourceID, at: now))
    }
}
