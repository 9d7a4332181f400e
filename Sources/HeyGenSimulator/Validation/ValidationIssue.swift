/// Why a request is refused, and which field of it.
struct ValidationIssue: Error, Equatable, Sendable {
    /// The path of the field, such as `scenes[2].input.script`; nil if it is about the whole body.
    let param: String?
    let message: String
    /// The field is none that HeyGen declares; some endpoints refuse that with a status of its own.
    var isUnknownField = false
}
