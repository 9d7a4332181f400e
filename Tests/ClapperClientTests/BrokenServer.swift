import NIOCore
import NIOPosix
import Synchronization

/// Takes connections and closes them at the first byte, without an answer.
enum BrokenServer {
    /// - Returns: how many connections spoke.
    static func withRunning(_ body: (String) async throws -> Void) async throws -> Int {
        let counter = Counter()
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Closer(counter))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body("http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
        } catch {
            try? await channel.close().get()
            throw error
        }
        try await channel.close().get()
        return counter.count.withLock { $0 }
    }

    private final class Counter: Sendable {
        let count = Mutex(0)
    }

    private final class Closer: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let counter: Counter
        private var spoke = false

        init(_ counter: Counter) { self.counter = counter }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if !spoke { counter.count.withLock { $0 += 1 } }
            spoke = true
            context.close(promise: nil)
        }
    }
}
