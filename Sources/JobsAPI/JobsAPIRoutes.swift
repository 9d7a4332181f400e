package import Endpoints
package import Hummingbird
package import Jobs
package import Logging

/// The routes for other services, all under `/v1` and behind the token: jobs, what was heard, and an operator's verbs.
///
/// Errors leave as `Problem`s; the router needs `ProblemMiddleware` for the server's own.
package struct JobsAPIRoutes<Context: RequestContext>: Sendable {
    let store: JobStore
    let enqueuer: Enqueuer
    let waiter: CompletionWaiter
    let wakeUps: WakeUps
    let endpoints: EndpointKeeper?
    let videoLinks: VideoLinks
    let access: APIAccess
    let notifyRefusal: String?
    let callbackRefusal: String?
    let keyWindow: Duration
    let logger: Logger
    let metrics = EnqueueMetrics()

    /// - Parameters:
    ///   - endpoints: nil where no credential is set.
    ///   - notifyRefusal: why no job may have a `notify_url`, and the way out; `nil` if it may.
    ///   - callbackRefusal: why no job may have the `callback_mode` `callback_url`, and the way out; `nil` if it may.
    ///   - keyWindow: how long after its first send an attempt is replayed, in real time; for `explain`.
    package init(
        store: JobStore, enqueuer: Enqueuer, waiter: CompletionWaiter, wakeUps: WakeUps,
        videoLinks: VideoLinks, endpoints: EndpointKeeper? = nil, access: APIAccess, notifyRefusal: String?,
        callbackRefusal: String? = nil, keyWindow: Duration = ClaimedJob.keyWindow, logger: Logger
    ) {
        self.store = store
        self.enqueuer = enqueuer
        self.waiter = waiter
        self.wakeUps = wakeUps
        self.endpoints = endpoints
        self.videoLinks = videoLinks
        self.access = access
        self.notifyRefusal = notifyRefusal
        self.callbackRefusal = callbackRefusal
        self.keyWindow = keyWindow
        self.logger = logger
    }

    /// Adds everything under `/v1`, the answers for what is not there too.
    package func add(to router: Router<Context>) {
        var routes = GuardedRoutes(router: router, access: access)
        routes.on(.post, "jobs", enqueue)
        routes.on(.get, "jobs", list)
        routes.on(.get, "jobs/{id}", read)
        routes.on(.get, "jobs/{id}/wait", wait)
        routes.on(.get, "jobs/{id}/video", video)
        routes.on(.head, "jobs/{id}/video", video)
        routes.on(.get, "jobs/{id}/events", listEvents)
        routes.on(.get, "jobs/{id}/explain", explain)
        routes.on(.post, "jobs/{id}/cancel", cancel)
        routes.on(.post, "jobs/{id}/retry", retry)
        routes.on(.post, "jobs/{id}/attach", attach)
        routes.on(.post, "jobs/{id}/fail", fail)
        routes.on(.get, "events", listAllEvents)
        routes.on(.get, "events/{id}", readEvent)
        routes.on(.post, "events/{id}/replay", replay)
        routes.on(.get, "unmatched", listUnmatched)
        addEndpoints(to: &routes)
        // After the routes: it is for what none of them takes.
        router.add(middleware: UnknownPathMiddleware(access: access, paths: routes.paths))
    }

    /// Wakes whoever has something to do after verdicts of ours committed.
    func wake(after settlement: Settlement) {
        if settlement.endedJob { wakeUps.wake(.completed) }
        switch settlement.disposition {
        case .hint, .conflict: wakeUps.wake(.hinted)
        case .applied where settlement.state == JobState.queued.rawValue: wakeUps.wake(.queued)
        case .applied, .duplicate, .late, .superseded, .unmatched, .ignored: break
        }
    }
}
