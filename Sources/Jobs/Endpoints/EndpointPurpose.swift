/// What a call that makes HeyGen change a secret is for.
package enum EndpointPurpose: String, Sendable {
    /// Registers an endpoint; the subject is the body of the request.
    case create
    /// Replaces the secret of an endpoint, which is the subject.
    case rotate
    /// Registers another endpoint in the place of one, which is the subject, and deletes that.
    case replace
}
