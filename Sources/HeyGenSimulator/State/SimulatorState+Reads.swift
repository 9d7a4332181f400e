import HeyGen

extension SimulatorState {
    /// The index of a resource that can be read in this collection; nil if there is none, or it was deleted.
    func index(_ id: String, in collection: ResourceCollection) -> Int? {
        guard let index = indexes[id], collection.kinds.contains(resources[index].kind), !resources[index].isDeleted
        else { return nil }
        return index
    }

    func read(_ id: String, in collection: ResourceCollection, now: Double) -> APIAnswer {
        if collection.showsDeleted, let index = indexes[id], collection.kinds.contains(resources[index].kind) {
            return .data(node(index, now: now))
        }
        return index(id, in: collection).map { .data(node($0, now: now)) } ?? collection.notFound
    }

    /// A render that runs goes on, and keeps its slot.
    mutating func delete(_ id: String, in collection: ResourceCollection) -> APIAnswer {
        guard let index = index(id, in: collection), let deleted = collection.deleted else {
            return collection.notFound
        }
        resources[index].isDeleted = true
        return .data(deleted(id))
    }

    mutating func rename(_ id: String, _ json: RawJSON, in collection: ResourceCollection, now: Double) -> APIAnswer {
        guard let index = index(id, in: collection) else { return collection.notFound }
        do throws(CreateRefusal) {
            try Self.check(json, SourceRules.rename, unknownFieldCode: 400)
        } catch {
            return error.answer
        }
        resources[index].title = json["title"]?.string
        return .data(node(index, now: now))
    }

    /// The newest first.
    /// - Parameter title: a part of the title, whatever its case; nil or empty for all.
    func list(_ collection: ResourceCollection, title: String?, page: PageRequest, now: Double) -> APIAnswer {
        let wanted = title?.lowercased() ?? ""
        return page.answer(count: resources.count) { index in
            guard collection.kinds.contains(resources[index].kind), !resources[index].isDeleted else { return nil }
            if !wanted.isEmpty, resources[index].title?.lowercased().contains(wanted) != true { return nil }
            return node(index, now: now, isListed: true)
        }
    }

    /// - Parameter entity: the id of what the event is about; nil for all.
    func listEvents(type: String?, entity: String? = nil, page: PageRequest) -> APIAnswer {
        page.answer(count: events.count) { index in
            let event = events[index]
            if event.isCallbackOnly { return nil }
            if let type, event.type != type { return nil }
            if let entity, event.entityID != entity { return nil }
            return [
                "event_id": .string(event.id), "event_type": .string(event.type), "event_data": .raw(event.data),
                "created_at": .string(clock.iso8601(event.createdAt)),
            ]
        }
    }

    /// Whether the files of a resource are still there. Ids the state does not know are nobody's to delete.
    func hasFiles(_ id: String) -> Bool { indexes[id].map { !resources[$0].isDeleted } ?? true }
}
