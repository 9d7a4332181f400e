extension SimulatorState {
    func ledger(now: Double) -> Ledger {
        let purchases = videos.compactMap(\.purchase)
        let counts = Dictionary(purchases.map { ($0, 1) }, uniquingKeysWith: +)
        return Ledger(
            videos: videos.map { video in
                Ledger.Video(
                    videoID: video.id, callbackID: video.callbackID, idempotencyKey: video.idempotencyKey,
                    status: video.status(at: now), deliveries: video.deliveries)
            },
            purchases: videos.count, boughtTwice: counts.filter { $0.value > 1 }.keys.sorted(),
            inFlightMax: meter.maximum, inFlightMean: meter.mean, calls: calls)
    }
}

extension Ledger {
    var node: JSONNode {
        [
            "videos": .array(videos.map(\.node)), "purchases": .integer(purchases),
            "bought_twice": .array(boughtTwice.map(JSONNode.string)), "in_flight_max": .integer(inFlightMax),
            "in_flight_mean": .number(inFlightMean),
            "calls": .object(calls.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) }),
        ]
    }
}

extension Ledger.Video {
    fileprivate var node: JSONNode {
        [
            "video_id": .string(videoID), "callback_id": JSONNode(callbackID),
            "idempotency_key": JSONNode(idempotencyKey), "status": .string(status),
            "deliveries": .array(
                deliveries.map { delivery in
                    [
                        "event_type": .string(delivery.eventType), "target": .string(delivery.target),
                        "at": .number(delivery.at), "attempt": .integer(delivery.attempt),
                        "status": JSONNode(delivery.status), "signature": .string(delivery.signature),
                    ]
                }),
        ]
    }
}
