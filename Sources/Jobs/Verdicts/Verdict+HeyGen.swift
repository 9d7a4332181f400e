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
            case .story: .story
            case .other: .none
            }
        self.init(meaning, from: source)
        self.callbackID = event.callbackID
        self.videoID = event.videoID
        self.type = event.type
        self.eventID = event.eventID
        self.hash = Array(SHA256.hash(data: body))
        self.body = body
        if meaning == .succeeded { self.result = event.resultJSON }
        if meaning == .failed {
            self.failureCode = event.failureCode
            self.failureMessage = event.failureMessage
        }
    }

    /// What a read of the resource says; `nil` while it renders.
    package init?(video: Video, of job: JobID, attempt: Int?) {
        switch video.status {
        case .completed: self.init(.succeeded, from: .poll)
        case .failed, .canceled, .deleted, .notFound: self.init(.failed, from: .poll)
        default: return nil
        }
        self.job = job
        self.videoID = video.id
        self.attempt = attempt
        self.type = "video.read"
        self.body = video.raw
        self.renderedAt = video.completedAt
        if meaning == .succeeded {
            self.result = video.resultJSON
        } else {
            self.failureCode = video.failureCode
            self.failureMessage = video.failureMessage ?? "HeyGen says the video is \(video.status)"
        }
    }
}
