import NIOCore
import NIOPosix

/// An address of this machine at which nobody listens.
enum ClosedPort {
    static func url() async throws -> String {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        try await channel.close().get()
        return "http://127.0.0.1:\(port)"
    }
}
