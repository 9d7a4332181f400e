import Hummingbird

/// The templates themselves; what is made from them is a video.
struct TemplateRoutes: Sendable {
    let gate: APIGate

    func add(to router: Router<SimulatorContext>) {
        router.get("/v3/templates") { request, context in
            try await gate.page(request, context, "GET /v3/templates", limit: 10) { state, page, _ in
                let began = Int(state.clock.unix(0))
                return page.answer(count: VideoTemplate.all.count) { index in
                    .object(VideoTemplate.all[index].summary(createdAt: began))
                }
            }
        }
        router.get("/v3/templates/{template_id}") { request, context in
            let template = VideoTemplate.named(context.parameters.get("template_id") ?? "")
            return try await gate.handle(request, context, "GET /v3/templates/{template_id}") { state, _, _ in
                template.map { .data($0.detail(createdAt: Int(state.clock.unix(0)))) } ?? VideoTemplate.notFound
            }
        }
    }
}
