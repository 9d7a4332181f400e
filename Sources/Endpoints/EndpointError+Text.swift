extension EndpointError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let id): "there is no endpoint \(id) at HeyGen"
        case .refused(let error): "HeyGen: \(error)"
        case .unsettled(let error): "HeyGen may have done it: \(error)"
        case .taken(let id, let url): "endpoint \(id) is at \(url) already"
        case .replacing(let id): "endpoint \(id) is being replaced"
        case .noSecondEndpoint(let error): "HeyGen takes no second endpoint for the URL: \(error)"
        case .noSecretKey: "CLAPPER_SECRET_KEY is not set"
        case .interrupted: "the process is stopping"
        }
    }
}
