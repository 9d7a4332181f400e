import Crypto
package import HeyGen

extension Verdict {
    /// What a received event says. A body that is no JSON object is evidence of nothing, but is stored all the same.
    package init(event body: [UInt8], from source: VerdictSource) {
        guard let event = HeyGenEvent(body: body) else {
            self.init(.none, from: source)
            self.detail = "the body is not a JSON object"
            self.body = body
            self.hash = Array(SHA256.hash(data: body))
            return
        }
        let meaning: Meaning =
            switch event.meaning {
            case .succeeded: .succeeded
            case .failed: .failed
            case .hint: .hint
            case .story: .story
            case .batch, .other: .none
            }
        self.init(meaning, from: source)
        self.callbackID = event.callbackID
        self.videoID = event.renderID
        self.resource = event.resource?.name
        if event.meaning == .batch {
            self.videoID = event.entityID
            self.resource = "batch"
        }
        self.type = event.type
        self.eventID = event.eventID
        self.hash = Array(SHA256.hash(data: body))
        self.body = body
        if meaning == .succeeded { self.result = event.resultJSON }
        if meaning == .failed {
            self.failureCode = event.failureCode
            self.failureMessage = event.failureMessage ?? "HeyGen told of \(event.type ?? "it") without a reason"
        }
    }

    /// What a read of the resource says; `nil` while it renders.
    package init?(render: Render, of kind: RenderKind, job: JobID, attempt: Int?) {
        if render.status.isRunning { return nil }
        self.init(render.status == .completed ? .succeeded : .failed, from: .poll)
        self.job = job
        self.videoID = render.id
        self.resource = kind.resource.name
        self.attempt = attempt
        self.type = "\(kind.name).read"
        self.body = render.raw
        self.renderedAt = render.completedAt
        if meaning == .succeeded {
            self.result = render.resultJSON
        } else {
            self.failureCode = render.failureCode
            self.failureMessage = render.failureMessage ?? "HeyGen says the \(kind.name) is \(render.status.word)"
        }
    }
}
