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
    /// There is an endpoint, named first, at this URL already. Nothing was asked of HeyGen.
    case taken(by: String, url: String)
    /// Another endpoint is being put in the place of this one. Ask for that rotation again: it is finished then.
    case replacing(String)
    /// HeyGen takes no second endpoint for the URL. Rotate the secret in place.
    case noSecondEndpoint(HeyGenError)
    /// `CLAPPER_SECRET_KEY` is not set, so a secret could not be stored. Nothing was asked of HeyGen. `holdsSecrets`: some are stored
    /// under a key already, which is the one to set.
    case noSecretKey(holdsSecrets: Bool)
    /// The process is stopping in the middle of it. Ask for the same again: it goes on.
    case interrupted
}
