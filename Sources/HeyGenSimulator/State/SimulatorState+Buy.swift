import HeyGen

extension SimulatorState {
    /// Checks a request and buys all of its renders, or none.
    mutating func buy(
        _ operation: CreateOperation, _ order: CreateOrder, _ json: RawJSON, subject: String, now: Double
    ) throws(CreateRefusal) -> CreatedWork {
        try Self.check(json, operation.rules, unknownFieldCode: operation.unknownFieldCode)
        if let refusal = operation.refusal?(self, order) { throw CreateRefusal(refusal) }
        let origin = order.parameter.flatMap { indexes[$0] }.map { resources[$0] }
        let languages = origin?.language.map { [$0] } ?? operation.languages?(json)
        guard takenSlots + (languages?.count ?? 1) <= configuration.limit else {
            throw CreateRefusal(.throttled("Concurrent job limit reached"))
        }
        let variants: [String?] = languages ?? [nil]
        var bought: [Int] = []
        for (number, language) in variants.enumerated() {
            var resource = makeResource(
                operation, json, subject: Self.subject(subject, language, number), key: order.key, now: now)
            resource.language = language
            resource.variant = number
            if resource.title == nil { resource.title = origin?.title }
            bought.append(start(resource, now: now))
        }
        let views = bought.map { view($0, now: now) }
        return CreatedWork(
            answer: .data(operation.answer(views), status: operation.successCode), resources: bought)
    }

    static func check(_ json: RawJSON, _ rules: FieldShape, unknownFieldCode: Int) throws(CreateRefusal) {
        do {
            try RequestValidator.check(json, rules, at: nil)
        } catch {
            throw CreateRefusal(.invalid(error, unknownFieldCode: unknownFieldCode))
        }
    }

    /// The luck of the first language is that of the request, so that one language more changes nothing for it.
    static func subject(_ subject: String, _ language: String?, _ number: Int) -> String {
        number > 0 ? "\(subject) \(language ?? "")" : subject
    }

    /// Render slots that no create can have.
    private var takenSlots: Int { meter.current + (configuration.queuedItemsHoldSlots ? queuedItems : 0) }

    mutating func makeResource(
        _ operation: CreateOperation, _ json: RawJSON, subject: String, key: String?, now: Double
    ) -> SimulatedResource {
        let commands = RequestCommands(Array(json.bytes))
        return SimulatedResource(
            id: makeID("", length: 32), kind: operation.kind, subject: subject, request: json, commands: commands,
            fate: RenderFate(subject: subject, commands: commands, dice: dice, configuration: configuration),
            createdAt: now, title: json["title"]?.string, callbackID: json["callback_id"]?.string,
            callbackURL: json["callback_url"]?.string, idempotencyKey: key)
    }

    /// Takes a render slot until the resource ends.
    mutating func start(_ resource: SimulatedResource, now: Double) -> Int {
        let index = add(resource)
        meter.begin(at: now)
        if resource.kind == .videoAgent {
            startSession(index, now: now)
        } else if resource.fate.end != .never {
            schedule(.finish(index), at: now + resource.fate.seconds)
        }
        return index
    }

    mutating func add(_ resource: SimulatedResource) -> Int {
        resources.append(resource)
        indexes[resource.id] = resources.count - 1
        return resources.count - 1
    }

    func view(_ index: Int, now: Double, isListed: Bool = false) -> ResourceView {
        let resource = resources[index]
        let phase = resource.phase(at: now)
        return ResourceView(
            resource: resource, phase: phase, status: ResourceDescription.of(resource.kind).words.word(phase),
            now: now, sessionVideoID: resource.session?.video.map { resources[$0].id }, isListed: isListed,
            clock: clock, dice: dice, links: links)
    }

    func node(_ index: Int, now: Double, isListed: Bool = false) -> JSONNode {
        ResourceDescription.of(resources[index].kind).node(view(index, now: now, isListed: isListed))
    }
}
