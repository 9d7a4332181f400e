import HTTPTypes
import Hummingbird
import Jobs
import ServiceLifecycle

extension JobsAPIRoutes {
    /// `GET /v1/jobs/{id}/wait`: the job once it has an outcome, or as it stands after `timeout` seconds.
    ///
    /// A retry can open a job again, so having an outcome is a state and not an end.
    func wait(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let query = try QueryFields(request, known: ["timeout"])
        let timeout = try query.integer("timeout", in: 0...60) ?? 30
        let job = try await store.job(jobID(context))
        if job.state.isEnded || timeout == 0 { return .job(job) }
        try await waiter.withPlace(for: job.id) { signal in
            // It may have ended between the first look and the taking of the place.
            if try await !store.ended(among: [job.id]).isEmpty { return }
            // A caller that is gone, and a server that stops, free the place at once.
            try await request.body.consumeWithInboundCloseHandler { _ in
                await withGracefulShutdownHandler {
                    await signal.wait(atMost: .seconds(timeout))
                } onGracefulShutdown: {
                    signal.raise()
                }
            } onInboundClosed: {
                signal.raise()
            }
        }
        var response = Response.job(try await store.job(job.id))
        // Watching for the caller to leave has used up the connection.
        response.headers[.connection] = "close"
        return response
    }
}
