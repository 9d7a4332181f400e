import HeyGen

/// One of HeyGen's event types: a payload as HeyGen or those who receive its events describe it, and what becomes of it.
struct EventTypeCase: Sendable {
    let type: String
    /// Where the payload carries HeyGen's id; nil where no job can be meant.
    let entity: String?
    /// The other members, as JSON.
    let members: String
    let disposition: String
    /// What it does to the job.
    let effect: Effect

    enum Effect: String {
        case succeeds = "the job succeeds"
        case fails = "the job fails"
        case read = "it is read at once"
        case told = "kept with the job"
        case kept = "kept"
        case batch = "the batch is read at once"
    }

    init(_ type: String, _ entity: String?, _ members: String, _ disposition: String, _ effect: Effect) {
        self.type = type
        self.entity = entity
        self.members = members
        self.disposition = disposition
        self.effect = effect
    }

    /// The kinds of jobs it can be about.
    var kinds: [RenderKind] {
        guard entity != nil, let resource = EventType.named(type)?.family.resource else { return [] }
        return RenderKind.all.filter { $0.resource.name == resource.name }
    }

    /// A whole body.
    /// - Parameters: nil leaves the id out.
    func body(id: String?, callbackID: String?) -> [UInt8] {
        var fields: [String] = []
        if let entity, let id { fields.append(#""\#(entity)":"\#(id)""#) }
        if !members.isEmpty { fields.append(members) }
        if let callbackID { fields.append(#""callback_id":"\#(callbackID)""#) }
        return Array(#"{"event_type":"\#(type)","event_data":{\#(fields.joined(separator: ","))}}"#.utf8)
    }

    /// The line of the table in `docs/events.md`.
    func row(correlatedBy names: [String]) -> String {
        let kinds = kinds.isEmpty ? "–" : kinds.map(\.name).joined(separator: ", ")
        let by = names.isEmpty ? "–" : names.joined(separator: ", ")
        return "| `\(type)` | \(kinds) | \(by) | `\(disposition)` | \(effect.rawValue) |"
    }
}
