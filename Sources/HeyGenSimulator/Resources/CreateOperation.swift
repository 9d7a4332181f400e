import HeyGen

/// A request that buys renders.
struct CreateOperation: Sendable {
    /// Where the idempotency key stands.
    enum KeySource: Sendable {
        case header
        /// A field of the body; the header is not looked at.
        case field(String)
    }

    let kind: ResourceKind
    let path: String
    let rules: FieldShape
    var successCode = 200
    var keySource = KeySource.header
    /// The status that refuses a field HeyGen does not declare.
    var unknownFieldCode = 400
    /// The name of the id in the path; nil if there is none.
    var parameter: String?
    /// The languages to render into, one render each; nil for a kind without languages, which is one render.
    var languages: (@Sendable (RawJSON) -> [String])?
    /// What is wrong with what the request names, such as an unknown template; nil if nothing.
    var refusal: (@Sendable (SimulatorState, CreateOrder) -> APIAnswer?)?
    /// `data` of the answer.
    let answer: @Sendable ([ResourceView]) -> JSONNode
}
