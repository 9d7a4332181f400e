import Crypto
import HeyGen

extension SimulatorState {
    private static let createScope = "POST /v3/videos "

    /// Takes a create: decides its faults, looks for the key, checks the request, and buys a render if all is well.
    mutating func create(_ bytes: [UInt8], key: String?, now: Double) -> CreatePlan {
        let json = try? RawJSON(bytes)
        let subject = Self.subject(json, bytes: bytes)
        let ordinal = creates[subject, default: 0]
        creates[subject] = ordinal + 1
        let luck = "\(subject)#\(ordinal)"
        let rates = configuration.faults

        if dice.strikes(.throttle, rates, luck) { return CreatePlan(.throttled("Too many requests")) }
        let failure = dice.strikes(.error5xx, rates, luck) ? dice.unit("error-5xx kind", luck) : nil
        if let failure, failure < 0.5 { return CreatePlan(.internalError(variant: failure * 2)) }

        let scope = dice.strikes(.ignoreIdempotency, rates, subject) ? nil : key.map { Self.createScope + $0 }
        var plan: CreatePlan
        switch scope.flatMap({ idempotency.entry($0, now: now) }) {
        case .inProgress:
            let message = "A request with this idempotency key is still in progress"
            return CreatePlan(.error(409, "request_in_progress", message, retryAfter: 5))
        case .answered(let answer): plan = CreatePlan(answer)
        case nil:
            let index: Int
            do {
                index = try buy(json, bytes, key: key, subject: subject, now: now)
            } catch {
                return CreatePlan(error.answer)
            }
            plan = CreatePlan(createdAnswer(index))
            if let scope { idempotency.set(scope, .answered(plan.answer), now: now) }
            if dice.strikes(.slowCreate, rates, luck) { plan.delaySeconds = configuration.slowCreateSeconds }
            if dice.strikes(.eventBeforeAnswer, rates, subject) { plan.deliverFirst = finishAtOnce(index, now: now) }
            if let scope, plan.delaySeconds > 0 || !plan.deliverFirst.isEmpty {
                idempotency.set(scope, .inProgress, now: now)
                plan.heldScope = scope
            }
        }
        if dice.strikes(.truncateBody, rates, luck) { plan.transport = .truncated }
        if dice.strikes(.lostAnswer, rates, luck) { plan.transport = .lost }
        if let failure { return plan.replacingAnswer(.gatewayError(variant: (failure - 0.5) * 2)) }
        return plan
    }

    /// The answer to a create goes out: from now on its key replays it.
    mutating func release(_ scope: String, answer: APIAnswer, now: Double) {
        idempotency.set(scope, .answered(answer), now: now)
    }

    /// What the luck of a create hangs on: the callback id, or what is most like one.
    private static func subject(_ json: RawJSON?, bytes: [UInt8]) -> String {
        if let json {
            for name in ["callback_id", "title"] {
                if let text = json[name]?.string, !text.isEmpty { return text }
            }
        }
        return SHA256.hash(data: bytes).prefix(16).map { String($0, radix: 16) }.joined(separator: ".")
    }

    private mutating func buy(
        _ json: RawJSON?, _ bytes: [UInt8], key: String?, subject: String, now: Double
    ) throws(CreateRefusal) -> Int {
        guard let json else { throw CreateRefusal(.error(400, "invalid_parameter", "The body is not valid JSON")) }
        do {
            try RequestValidator.check(json, VideoRequestRules.body, at: nil)
        } catch {
            throw CreateRefusal(.invalid(error))
        }
        if meter.current >= configuration.limit {
            throw CreateRefusal(.throttled("Concurrent job limit reached"))
        }
        let fate = RenderFate(subject: subject, body: bytes, dice: dice, configuration: configuration)
        let video = SimulatedVideo(
            id: makeID("", length: 32), callbackID: json["callback_id"]?.string,
            callbackURL: json["callback_url"]?.string,
            idempotencyKey: key, title: json["title"]?.string, fate: fate, createdAt: now, subject: subject)
        videos.append(video)
        let index = videos.count - 1
        videoIndexes[video.id] = index
        meter.begin(at: now)
        if fate.end != .never { schedule(.finish(index), at: now + fate.seconds) }
        return index
    }

    private func createdAnswer(_ index: Int) -> APIAnswer {
        .data(["video_id": .string(videos[index].id), "status": "waiting", "output_format": "mp4"])
    }
}
