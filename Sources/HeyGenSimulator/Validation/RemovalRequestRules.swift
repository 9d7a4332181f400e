/// The rules of `POST /v3/background-removals`.
enum RemovalRequestRules {
    static let layers = ["foreground", "mask", "background"]

    static let body = FieldShape.object(
        ObjectRules([
            .required("video", VideoFieldRules.asset), .standard("layers", .list(.word(layers), 1...3)),
            .optional("request_id", .text(1...255)), .optional("title", SourceRules.title),
        ]))
}
