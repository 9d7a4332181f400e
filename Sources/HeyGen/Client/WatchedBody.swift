import NIOCore

/// A request body in one piece that tells its ``SendWatch`` when it is taken.
struct WatchedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    private let bytes: [UInt8]
    private let watch: SendWatch

    init(_ bytes: [UInt8], _ watch: SendWatch) {
        self.bytes = bytes
        self.watch = watch
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(bytes: bytes, watch: watch) }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var bytes: [UInt8]?
        fileprivate let watch: SendWatch

        fileprivate init(bytes: [UInt8], watch: SendWatch) {
            self.bytes = bytes
            self.watch = watch
        }

        mutating func next() async -> ByteBuffer? {
            guard let bytes else { return nil }
            self.bytes = nil
            watch.begin()
            return ByteBuffer(bytes: bytes)
        }
    }
}
