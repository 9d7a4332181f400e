import NIOCore
import NIOPosix

/// Takes connections and says nothing.
enum SilentServer {
    static func withRunning(_ body: (String) async throws -> Void) async throws {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body("http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
        } catch {
            try? await channel.close().get()
            throw error
        }
        try await channel.close().get()
    }
}
