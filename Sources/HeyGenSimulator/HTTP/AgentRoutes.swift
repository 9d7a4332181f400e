import Hummingbird

/// What only the video agent has.
struct AgentRoutes: Sendable {
    private static let sessions = "/v3/video-agents"
    private static let session = "/v3/video-agents/{session_id}"

    let gate: APIGate

    func add(to router: Router<SimulatorContext>) {
        addWrites(to: router)
        router.get("\(Self.sessions)/styles") { request, context in
            let tag = request.uri.queryParameters["tag"].map(String.init)
            return try await gate.page(request, context, "GET \(Self.sessions)/styles", limit: 20) { _, page, _ in
                page.answer(count: AgentStyle.all.count) { index in
                    let style = AgentStyle.all[index]
                    return tag.map(style.tags.contains) ?? true ? style.node : nil
                }
            }
        }
        router.get("\(Self.session)/videos") { request, context in
            let id = context.parameters.get("session_id") ?? ""
            return try await gate.handle(request, context, "GET \(Self.session)/videos") { state, _, now in
                state.sessionVideos(id, now: now)
            }
        }
        let resource = "\(Self.session)/resources/{resource_id}"
        router.get("\(resource)") { request, context in
            let id = context.parameters.get("session_id") ?? ""
            let resourceID = context.parameters.get("resource_id") ?? ""
            return try await gate.handle(request, context, "GET \(resource)") { state, _, now in
                state.sessionResource(id, resourceID, now: now)
            }
        }
    }

    private func addWrites(to router: Router<SimulatorContext>) {
        router.post("\(Self.session)") { request, context in
            let id = context.parameters.get("session_id") ?? ""
            return try await gate.write(request, context, "POST \(Self.session)") { state, json, now in
                state.sendMessage(id, json, now: now)
            }
        }
        router.post("\(Self.session)/stop") { request, context in
            let id = context.parameters.get("session_id") ?? ""
            return try await gate.handle(request, context, "POST \(Self.session)/stop") { state, body, now in
                guard body.isEmpty else {
                    return APIGate.parsed(body) { json in
                        do throws(CreateRefusal) {
                            try SimulatorState.check(json, AgentRequestRules.stop, unknownFieldCode: 422)
                        } catch {
                            return error.answer
                        }
                        return state.stopSession(id, now: now)
                    }
                }
                return state.stopSession(id, now: now)
            }
        }
    }
}
