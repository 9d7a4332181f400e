import HeyGen

/// A batch buys its items one by one, each when a render slot is free.
extension SimulatorState {
    mutating func submit(
        _ description: BatchDescription, _ order: CreateOrder, _ json: RawJSON, subject: String, now: Double
    ) throws(CreateRefusal) -> Int {
        try Self.check(json, description.rules, unknownFieldCode: 400)
        var items: [SimulatedBatch.Item] = []
        for request in json[description.list]?.elements ?? [] {
            guard let languages = description.item.languages?(request) else {
                items.append(SimulatedBatch.Item(request: request, language: nil, variant: 0))
                continue
            }
            for (number, language) in languages.enumerated() {
                items.append(SimulatedBatch.Item(request: request, language: language, variant: number))
            }
        }
        guard items.count <= BatchDescription.itemLimit else {
            let message = "a batch has at most 100 items, one for each language"
            throw CreateRefusal(.invalid(ValidationIssue(param: description.list, message: message)))
        }
        let batch = SimulatedBatch(
            id: makeID("", length: 32), description: description, title: json["title"]?.string,
            callbackURL: json["callback_url"]?.string, idempotencyKey: order.key, subject: subject, createdAt: now,
            items: items, open: items.count)
        batches.append(batch)
        let index = batches.count - 1
        batchIndexes[batch.id] = index
        queuedItems += items.count
        schedule(.buyItem(index), at: now + configuration.batchItemSeconds)
        return index
    }

    mutating func buyItem(_ index: Int, at now: Double) {
        guard meter.current < configuration.limit else {
            waitingBatches.append(index)
            return
        }
        let batch = batches[index]
        let item = batch.items[batch.bought]
        let subject = CreateOrder.subject(item.request, bytes: Array(item.request.bytes))
        var resource = makeResource(
            batch.description.item, item.request, subject: Self.subject(subject, item.language, item.variant),
            key: batch.idempotencyKey, now: now)
        resource.language = item.language
        resource.variant = resource.callbackID == nil ? batch.bought : item.variant
        resource.place = SimulatedResource.BatchPlace(batch: index, item: batch.bought)
        queuedItems -= 1
        batches[index].items[batch.bought].resource = start(resource, now: now)
        batches[index].bought += 1
        if batches[index].bought < batch.items.count {
            schedule(.buyItem(index), at: now + configuration.batchItemSeconds)
        }
    }

    /// A render slot is free: the batch that waited longest may have it.
    mutating func wakeBatch(at now: Double) {
        guard !waitingBatches.isEmpty else { return }
        schedule(.buyItem(waitingBatches.removeFirst()), at: now)
    }

    /// An item has ended; after the last one the batch is told to be finished.
    mutating func settleItem(_ place: SimulatedResource.BatchPlace, at now: Double) {
        batches[place.batch].open -= 1
        guard batches[place.batch].open == 0 else { return }
        let batch = batches[place.batch]
        let data: JSONNode = [
            "batch_id": .string(batch.id), "status": .string(status(batch)),
            "total_items": .integer(batch.items.count), "counts_by_status": counts(batch),
        ]
        emit(
            "batch.finished", data, about: batch.id, source: .batch(place.batch), subject: batch.subject,
            callbackURL: batch.callbackURL, at: now)
    }

    func readBatch(_ id: String, _ description: BatchDescription, page: PageRequest) -> APIAnswer {
        guard let index = batchIndexes[id], batches[index].description.list == description.list else {
            return ResourceCollection.unknown
        }
        let batch = batches[index]
        let (range, nextToken) = page.items(count: batch.items.count)
        return .data([
            "batch_id": .string(batch.id), "title": JSONNode(batch.title), "status": .string(status(batch)),
            "total_items": .integer(batch.items.count), "created_at": .integer(Int(clock.unix(batch.createdAt))),
            "counts_by_status": counts(batch), "items": .array(range.map { itemNode(batch, $0) }),
            "has_more": .bool(nextToken != nil), "next_token": JSONNode(nextToken),
        ])
    }

    /// Failed only when nothing came of it.
    func status(_ batch: SimulatedBatch) -> String {
        if batch.open > 0 { return "processing" }
        return batch.items.allSatisfy { status($0) == "failed" } ? "failed" : "completed"
    }

    func status(_ item: SimulatedBatch.Item) -> String {
        guard let resource = item.resource.map({ resources[$0] }) else { return "queued" }
        guard resource.finishedAt != nil else { return "processing" }
        return resource.fate.succeeds ? "completed" : "failed"
    }

    private func counts(_ batch: SimulatedBatch) -> JSONNode {
        let counts = Dictionary(batch.items.map { (status($0), 1) }, uniquingKeysWith: +)
        return .object(["queued", "processing", "completed", "failed"].map { ($0, .integer(counts[$0] ?? 0)) })
    }

    private func itemNode(_ batch: SimulatedBatch, _ number: Int) -> JSONNode {
        let item = batch.items[number]
        let status = status(item)
        return [
            "item_index": .integer(number), "video_id": JSONNode(item.resource.map { resources[$0].id }),
            "status": .string(status), "error": Self.failureNode(status),
        ]
    }

    static func failureNode(_ status: String) -> JSONNode {
        status == "failed" ? ["code": "rendering_failed", "message": .string(ResourceView.failureText)] : .null
    }
}
