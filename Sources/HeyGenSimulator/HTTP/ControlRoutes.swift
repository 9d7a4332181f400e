import HeyGen
import Hummingbird
import NIOCore

/// `/_simulator`: what no HeyGen has. No credential needed.
struct ControlRoutes: Sendable {
    private static let bodyLimitBytes = 65_536

    let core: SimulatorCore

    func add(to router: Router<SimulatorContext>) {
        router.get("/_simulator/health") { _, _ in APIAnswer.json(["status": "ok"]).response }
        router.get("/_simulator/ledger") { _, _ in
            let ledger = core.perform { state, now in state.ledger(now: now) }
            return APIAnswer.json(ledger.node).response
        }
        router.get("/_simulator/faults") { _, _ in faultsAnswer().response }
        router.post("/_simulator/faults") { request, _ in
            guard let body = try await object(request) else { return badBody }
            return setFaults(body).response
        }
        router.post("/_simulator/keys") { request, _ in
            guard let body = try await object(request) else { return badBody }
            let key = body["api_key"]?.string
            guard key?.isEmpty != true, body.members.allSatisfy({ $0.key == "api_key" }) else { return badBody }
            core.perform { state, _ in state.configuration.apiKey = key }
            return APIAnswer.json(["api_key": key == nil ? "any" : "set"]).response
        }
    }

    /// All of the request's rates, or none.
    private func setFaults(_ body: RawJSON) -> APIAnswer {
        let problem = core.perform { state, _ -> String? in
            var faults = state.configuration.faults
            for (name, value) in body.members {
                do throws(FaultRatesError) {
                    try faults.set(name, to: value.double ?? -1)
                } catch {
                    return error.description
                }
            }
            state.configuration.faults = faults
            return nil
        }
        return problem.map { .error(400, "invalid_parameter", $0) } ?? faultsAnswer()
    }

    private func faultsAnswer() -> APIAnswer {
        let faults = core.perform { state, _ in state.configuration.faults }
        return .json(.object(faults.byName.map { ($0.name, .number($0.rate)) }))
    }

    private var badBody: Response {
        APIAnswer.error(400, "invalid_parameter", "The body is not the expected JSON object").response
    }

    private func object(_ request: Request) async throws -> RawJSON? {
        let body = try await request.body.collect(upTo: Self.bodyLimitBytes)
        guard let json = try? RawJSON(Array(body.readableBytesView)), json.kind == .object else { return nil }
        return json
    }
}
