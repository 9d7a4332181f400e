import Hummingbird

/// What can be done with the resources of every kind once they were bought.
struct ResourceRoutes: Sendable {
    let gate: APIGate

    func add(to router: Router<SimulatorContext>) {
        for description in ResourceDescription.all {
            guard let collection = description.reads else { continue }
            addReads(collection, to: router)
            addChanges(collection, to: router)
            if collection.bulk != nil { addStatuses(description, collection, to: router) }
            if let batch = description.batch { addBatch(batch, to: router) }
        }
    }

    private func addReads(_ collection: ResourceCollection, to router: Router<SimulatorContext>) {
        let path = collection.itemPath
        router.get("\(path)") { request, context in
            let id = context.parameters.get(collection.parameter) ?? ""
            return try await gate.handle(request, context, "GET \(path)") { state, _, now in
                state.read(id, in: collection, now: now)
            }
        }
        guard let limit = collection.pageLimit else { return }
        router.get("\(collection.path)") { request, context in
            let title = request.uri.queryParameters["title"].map(String.init)
            // Only videos can be searched.
            let wanted = collection.kinds.contains(.video) ? title : nil
            return try await gate.page(request, context, "GET \(collection.path)", limit: limit) { state, page, now in
                state.list(collection, title: wanted, page: page, now: now)
            }
        }
    }

    private func addChanges(_ collection: ResourceCollection, to router: Router<SimulatorContext>) {
        let path = collection.itemPath
        if collection.deleted != nil {
            router.delete("\(path)") { request, context in
                let id = context.parameters.get(collection.parameter) ?? ""
                return try await gate.handle(request, context, "DELETE \(path)") { state, _, _ in
                    state.delete(id, in: collection)
                }
            }
        }
        guard collection.isRenamable else { return }
        router.patch("\(path)") { request, context in
            let id = context.parameters.get(collection.parameter) ?? ""
            return try await gate.write(request, context, "PATCH \(path)") { state, json, now in
                state.rename(id, json, in: collection, now: now)
            }
        }
    }

    private func addStatuses(
        _ description: ResourceDescription, _ collection: ResourceCollection, to router: Router<SimulatorContext>
    ) {
        let path = collection.path + "/statuses"
        router.get("\(path)") { request, context in
            let query = request.uri.queryParameters
            let ids = collection.bulk.flatMap { query[Substring($0)] }.map(String.init)
            let batches = query["batch_ids"].map(String.init)
            return try await gate.handle(request, context, "GET \(path)") { state, _, now in
                state.readStatuses(ids, batches: batches, of: description, now: now)
            }
        }
    }

    private func addBatch(_ batch: BatchDescription, to router: Router<SimulatorContext>) {
        let path = batch.itemPath
        router.get("\(path)") { request, context in
            let id = context.parameters.get("batch_id") ?? ""
            return try await gate.page(request, context, "GET \(path)", limit: 100) { state, page, _ in
                state.readBatch(id, batch, page: page)
            }
        }
    }
}
