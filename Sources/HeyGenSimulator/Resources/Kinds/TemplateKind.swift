import HeyGen

extension ResourceDescription {
    /// The answer is the whole video, as it is at that moment: a replay shows it unchanged.
    static let template = ResourceDescription(
        .template, words: .video, events: .pair("avatar_video"),
        creates: [
            CreateOperation(
                kind: .template, path: "/v3/templates/{template_id}", rules: TemplateRequestRules.body,
                parameter: "template_id", refusal: templateRefusal, answer: { videoNode($0[0]) })
        ], node: videoNode, payload: videoPayload)

    private static let templateRefusal: @Sendable (SimulatorState, CreateOrder) -> APIAnswer? = { _, order in
        guard let template = order.parameter.flatMap(VideoTemplate.named) else { return VideoTemplate.notFound }
        let wanted = order.json?["scene_ids"]?.elements ?? []
        if let index = wanted.firstIndex(where: { !template.hasScene($0.string ?? "") }) {
            let param = "scene_ids[\(index)]"
            return .invalid(ValidationIssue(param: param, message: "\(param) is no scene of the template"))
        }
        guard let size = order.json?["dimension"], let width = size["width"]?.int, let height = size["height"]?.int,
            !template.fits(width: width, height: height)
        else { return nil }
        return .invalid(
            ValidationIssue(param: "dimension", message: "dimension must match the template's aspect ratio"))
    }
}
