package import HeyGen

/// Why an endpoint could not be kept as asked, beside what the database may answer.
package enum EndpointError: Error, Equatable, Sendable {
    /// There is no such endpoint at HeyGen.
    case unknown(String)
    /// HeyGen did not do it. Nothing changed.
    case refused(HeyGenError)
    /// HeyGen may have done it and the answer is lost. Ask for the same again: it goes on with the same key, and HeyGen gives
    /// the first answer, for 23 hours.
    case unsettled(HeyGenError)
    /// HeyGen takes no second endpoint for the URL. Rotate the secret in place.
    case noSecondEndpoint(HeyGenError)
    /// `CLAPPER_SECRET_KEY` is not set, so a secret could not be stored. Nothing was asked of HeyGen.
    case noSecretKey
    /// The process is stopping in the middle of it. Ask for the same again: it goes on.
    case interrupted
}
