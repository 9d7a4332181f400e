import Endpoints
import HTTPTypes
import HeyGen
import Problems

extension Problem {
    /// What became of a call about HeyGen's endpoints.
    init(_ error: EndpointError) {
        switch error {
        case .unknown(let id): self.init(.notFound, "there is no endpoint \(id) at HeyGen", code: "webhook_not_found")
        case .refused(let error): self = Self.refused(error)
        case .unsettled(let error):
            self.init(
                .badGateway,
                "HeyGen may have done it and its answer is lost (\(error.label)): ask for the same again, which goes on "
                    + "where this ended; until then events that cannot be verified are answered 503")
        case .taken(let id, let url):
            self.init(
                .conflict,
                "endpoint \(id) delivers to \(url) already: rotate or update that one, or ask with another true "
                    + "(--another) for a second one all the same; every event then comes twice, and counts once",
                field: "url", code: "endpoint_exists")
        case .replacing(let id):
            self.init(
                .conflict,
                "another endpoint is being put in the place of \(id): ask for the same rotation again (mode blue_green), "
                    + "which finishes it and deletes this one", code: "endpoint_replacing")
        case .noSecondEndpoint(let error):
            self.init(
                .conflict,
                "HeyGen takes no second endpoint for this URL (\(Self.words(error))): use mode plain, which replaces the "
                    + "secret in place", field: "mode", code: error.apiError?.code)
        case .noSecretKey(let holdsSecrets):
            let key = holdsSecrets ? "the key the secrets were stored under" : "what 'openssl rand -base64 32' prints"
            self = .unavailable(
                "CLAPPER_SECRET_KEY is not set here, so the secret could not be stored; set it to \(key). Nothing was "
                    + "asked of HeyGen", retryAfterSeconds: 30)
        case .interrupted:
            self = .unavailable("this process is stopping in the middle of it: ask for the same again, which goes on")
        }
    }

    /// HeyGen's refusal: 4xx where the request is to blame, else 502 or 503.
    private static func refused(_ error: HeyGenError) -> Problem {
        let (text, code) = ("HeyGen did not do it: \(words(error))", error.apiError?.code)
        switch error {
        case .refused(let refusal) where [400, 404, 409, 413, 422].contains(refusal.status):
            let hint = refusal.param?.contains("event") == true ? "; 'clapper endpoints types' lists the types" : ""
            return Problem(
                .init(code: refusal.status), "HeyGen refused it: \(words(error))\(hint)", field: refusal.param,
                code: code)
        case .throttled(let wait, _), .retryLater(let wait, _):
            return Problem(
                .serviceUnavailable, text, retryAfterSeconds: wait.map { Int($0 / .seconds(1)) } ?? 10, code: code)
        case .credential:
            return Problem(.badGateway, "HeyGen does not take the credential that is set here: \(words(error))")
        default: return Problem(.badGateway, text, code: code)
        }
    }

    private static func words(_ error: HeyGenError) -> String { error.apiError?.message ?? error.description }
}
