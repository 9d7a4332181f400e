extension SimulatorState {
    func ledger(now: Double) -> Ledger {
        let bought = resources.filter { $0.owner == nil }
        return Ledger(
            videos: bought.map { resource in
                Ledger.Video(
                    kind: resource.kind, videoID: resource.id, batchID: resource.place.map { batches[$0.batch].id },
                    callbackID: resource.callbackID, idempotencyKey: resource.idempotencyKey,
                    status: resource.phase(at: now).bulkWord, deliveries: resource.deliveries)
            },
            batches: batches.map { batch in
                Ledger.Batch(
                    batchID: batch.id, idempotencyKey: batch.idempotencyKey, status: status(batch),
                    totalItems: batch.items.count, deliveries: batch.deliveries)
            },
            purchases: bought.count, boughtTwice: Self.boughtTwice(bought), inFlightMax: meter.maximum,
            inFlightMean: meter.mean, calls: calls)
    }

    /// The languages of one request, and the items of one batch that name no callback id, are told apart by their
    /// number.
    private static func boughtTwice(_ bought: [SimulatedResource]) -> [String] {
        var counts: [String: [Int: Int]] = [:]
        for resource in bought {
            guard let buyer = resource.buyer else { continue }
            counts[buyer, default: [:]][resource.variant, default: 0] += 1
        }
        return counts.filter { $0.value.values.contains { $0 > 1 } }.keys.sorted()
    }
}

extension Ledger {
    var node: JSONNode {
        [
            "videos": .array(videos.map(\.node)), "batches": .array(batches.map(\.node)),
            "purchases": .integer(purchases), "bought_twice": .array(boughtTwice.map(JSONNode.string)),
            "in_flight_max": .integer(inFlightMax), "in_flight_mean": .number(inFlightMean),
            "calls": .object(calls.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) }),
        ]
    }
}

extension Ledger.Video {
    fileprivate var node: JSONNode {
        [
            "kind": .string(kind.rawValue), "video_id": .string(videoID), "batch_id": JSONNode(batchID),
            "callback_id": JSONNode(callbackID), "idempotency_key": JSONNode(idempotencyKey),
            "status": .string(status), "deliveries": .array(deliveries.map(\.node)),
        ]
    }
}

extension Ledger.Batch {
    fileprivate var node: JSONNode {
        [
            "batch_id": .string(batchID), "idempotency_key": JSONNode(idempotencyKey), "status": .string(status),
            "total_items": .integer(totalItems), "deliveries": .array(deliveries.map(\.node)),
        ]
    }
}

extension DeliveryRecord {
    fileprivate var node: JSONNode {
        [
            "event_type": .string(eventType), "target": .string(target), "at": .number(at),
            "attempt": .integer(attempt), "status": JSONNode(status), "signature": .string(signature),
        ]
    }
}
