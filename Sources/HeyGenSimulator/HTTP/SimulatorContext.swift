import Hummingbird
import NIOCore

/// A request's context that can cut its own connection.
struct SimulatorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Closes the connection as it is.
    func cutConnection() { channel.close(mode: .all, promise: nil) }
}
