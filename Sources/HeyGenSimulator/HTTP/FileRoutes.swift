import Foundation
import Hummingbird

/// The files that presigned links lead to. They need no credential, and must not be given one.
struct FileRoutes: Sendable {
    let core: SimulatorCore

    func add(to router: Router<SimulatorContext>) {
        router.get("/files/{id}/{file}") { request, context in
            let id = context.parameters.get("id") ?? ""
            let path = "\(id)/\(context.parameters.get("file") ?? "")"
            let query = request.uri.queryParameters
            let expires = query["Expires"].flatMap { Int($0) } ?? 0
            let signature = query["Signature"].map(String.init) ?? ""
            let allowed = core.perform { state, now in
                state.links.accepts(path, expires: expires, signature: signature)
                    && state.clock.unix(now) <= Double(expires)
            }
            guard allowed else {
                let denial = "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>"
                return APIAnswer(status: 403, contentType: "application/xml", body: Array(denial.utf8)).response
            }
            guard core.perform({ state, _ in state.hasFiles(id) }) else {
                let denial = "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>"
                return APIAnswer(status: 404, contentType: "application/xml", body: Array(denial.utf8)).response
            }
            let type =
                switch path.split(separator: ".").last {
                case "mp4": "video/mp4"
                case "webm": "video/webm"
                case "mov": "video/quicktime"
                case "mp3": "audio/mpeg"
                case "jpg": "image/jpeg"
                case "gif": "image/gif"
                case "vtt": "text/vtt"
                default: "text/plain"
                }
            return APIAnswer(status: 200, contentType: type, body: Array("simulated \(path)\n".utf8)).response
        }
    }
}
