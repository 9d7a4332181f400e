import Foundation
import HeyGen
import Hummingbird
import Jobs
import Logging
import Problems

extension JobsAPIRoutes {
    /// `GET /v1/events`: what was heard about all jobs, newest first.
    func listAllEvents(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let query = try QueryFields(request, known: ["limit", "token"])
        let limit = try query.limit()
        let events = try await store.events(before: query.token(), limit: limit + 1)
        let page = events.prefix(limit)
        let nextToken = events.count > limit ? page.last.map { PageToken.text(after: $0.id) } : nil
        return .page(page.map(\.json), nextToken: nextToken)
    }

    /// `GET /v1/events/{id}`.
    func readEvent(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        .json(try await event(context).json)
    }

    /// `POST /v1/events/{id}/replay`: applies the stored bytes again, by the rules for where they came from.
    func replay(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let event = try await event(context)
        guard let body = event.body, let source = VerdictSource(rawValue: event.source),
            source == .webhook || source == .backfill
        else {
            throw Problem(.conflict, "only what HeyGen told can be applied again, and this came from \(event.source)")
        }
        var verdict = Verdict(event: body, from: source)
        // Without its hash it is no duplicate: an operator wants it judged by what is known now.
        verdict.hash = nil
        verdict.detail = "event \(event.id.uuidString.lowercased()), applied again"
        guard let settlement = try await store.apply([verdict]).first?.get() else {
            throw JobStoreError.unreadable("a verdict without a settlement")
        }
        wake(after: settlement)
        logger.info(
            "event applied again",
            metadata: [
                "event": "\(event.id.uuidString.lowercased())", "job_id": "\(settlement.job?.description ?? "-")",
                "disposition": "\(settlement.disposition.rawValue)", "caller": "\(caller.lane)",
            ])
        var writer = JSONObjectWriter()
        writer.add("disposition", string: settlement.disposition.rawValue)
        writer.add("job_id", string: settlement.job?.description)
        writer.add("state", string: settlement.state)
        return .json(writer.finish())
    }

    /// `GET /v1/unmatched`: events whose job is not known, newest first.
    func listUnmatched(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let limit = try QueryFields(request, known: ["limit"]).limit()
        return .list(try await store.unmatched(limit: limit).map(\.json))
    }

    /// The event of the path.
    private func event(_ context: Context) async throws -> JobEvent {
        let text = context.parameters.get("id") ?? ""
        guard let id = UUID(uuidString: text), let event = try await store.event(id) else {
            throw Problem(.notFound, "there is no event \(text)")
        }
        return event
    }
}
