import Endpoints
import Hummingbird
import Jobs
import JobsAPI
import NIOCore
import Problems
import TestSupport

/// The services behind the routes, and the router as the composition makes it.
struct Parts: Sendable {
    let wakeUps: WakeUps
    let enqueuer: Enqueuer
    let waiter: CompletionWaiter
    private let routes: JobsAPIRoutes<BasicRequestContext>

    init(
        _ store: JobStore, access: APIAccess = .open, notifyRefusal: String? = nil, callbackRefusal: String? = nil,
        placeLimit: Int = 100, endpoints: EndpointKeeper? = nil, keyWindow: Duration = .seconds(3600),
        linkReader: LinkReader? = nil
    ) {
        let logger = TestDatabase.silentLogger
        wakeUps = WakeUps(store: store, logger: logger)
        enqueuer = Enqueuer(store: store, keyed: store, wakeUps: wakeUps)
        waiter = CompletionWaiter(store: store, wakeUps: wakeUps, placeLimit: placeLimit, logger: logger)
        routes = JobsAPIRoutes(
            store: store, enqueuer: enqueuer, waiter: waiter, wakeUps: wakeUps,
            videoLinks: VideoLinks(reader: linkReader, timeScale: TimeScale(1), logger: logger), endpoints: endpoints,
            access: access, notifyRefusal: notifyRefusal, callbackRefusal: callbackRefusal, keyWindow: keyWindow,
            logger: logger)
    }

    func application(
        onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: ProblemMiddleware())
        routes.add(to: router)
        return Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            services: [wakeUps, enqueuer, waiter], onServerRunning: onServerRunning, logger: TestDatabase.silentLogger)
    }
}
