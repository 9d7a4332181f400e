extension SimulatorState {
    private static let bulkLimit = 100

    /// Looks many resources up at once, by their own ids and by those of their batches.
    ///
    /// - Parameters:
    ///   - ids: as they stand in the query.
    ///   - batchIDs: the same; a batch stands for its items, which count towards the limit.
    func readStatuses(
        _ ids: String?, batches batchIDs: String?, of description: ResourceDescription, now: Double
    ) -> APIAnswer {
        guard let collection = description.reads, let name = collection.bulk else { return ResourceCollection.unknown }
        func tooMany() -> APIAnswer {
            .invalid(ValidationIssue(param: name, message: "\(name) and batch_ids must name 1 to 100 items"))
        }
        let ids = (ids ?? "").split(separator: ",").map(String.init)
        let batchIDs = (batchIDs ?? "").split(separator: ",").map(String.init)
        guard (1...Self.bulkLimit).contains(ids.count + batchIDs.count) else { return tooMany() }
        var entries = ids.map { id in entry(id, index(id, in: collection), now: now) }
        for id in batchIDs {
            entries += batchEntries(id, description, collection, now: now)
            guard entries.count <= Self.bulkLimit else { return tooMany() }
        }
        return .page(entries.map(JSONNode.object), nextToken: nil)
    }

    private func batchEntries(
        _ id: String, _ description: ResourceDescription, _ collection: ResourceCollection, now: Double
    ) -> [[(String, JSONNode)]] {
        guard let index = batchIndexes[id], batches[index].description.list == description.batch?.list else {
            return [
                [("video_id", .null), ("status", "not_found"), ("error", .null), ("batch_id", .string(id))]
            ]
        }
        return batches[index].items.enumerated().map { number, item in
            let place: [(String, JSONNode)] = [("batch_id", .string(id)), ("item_index", .integer(number))]
            guard let resource = item.resource else {
                return [("video_id", .null), ("status", "queued"), ("error", .null)] + place
            }
            let known = resources[resource].isDeleted ? nil : resource
            return entry(resources[resource].id, known, now: now) + place
        }
    }

    /// The id is called `video_id` for every kind.
    private func entry(_ id: String, _ index: Int?, now: Double) -> [(String, JSONNode)] {
        let status = index.map { resources[$0].phase(at: now).bulkWord } ?? "not_found"
        return [("video_id", .string(id)), ("status", .string(status)), ("error", Self.failureNode(status))]
    }
}
