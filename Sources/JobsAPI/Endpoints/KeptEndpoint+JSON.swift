import Endpoints
import HeyGen

extension KeptEndpoint {
    /// As callers see it. `secret` says whether it is held, and is never the secret.
    var json: [UInt8] {
        var writer = JSONObjectWriter()
        writer.add("endpoint_id", string: endpoint.id)
        writer.add("url", string: endpoint.url)
        writer.add("status", string: endpoint.status)
        writer.add(
            "events", raw: endpoint.events.map { JSONObjectWriter.array($0.map { JSONString.quoted($0) }) })
        writer.add("created_at", string: endpoint.createdAt)
        writer.add("secret", string: secret.rawValue)
        return writer.finish()
    }
}
