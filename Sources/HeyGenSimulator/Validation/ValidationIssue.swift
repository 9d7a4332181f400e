/// Why a request is refused, and which field of it.
struct ValidationIssue: Error, Equatable, Sendable {
    /// The path of the field, such as `scenes[2].input.script`; nil if it is about the whole body.
    let param: String?
    let message: String
}
