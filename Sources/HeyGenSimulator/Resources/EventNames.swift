/// Which events tell of a resource's end.
struct EventNames: Sendable {
    let success: String
    let failure: String
    /// There is no event type for endpoints: only the request's own `callback_url` is told, with the bare resource.
    var isCallbackOnly = false

    static func pair(_ stem: String) -> EventNames { EventNames(success: stem + ".success", failure: stem + ".fail") }
}
