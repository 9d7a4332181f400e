import Glibc
import Synchronization

/// Writes whole lines, one after the other, whichever threads they come from.
package final class LogLineWriter: Sendable {
    /// Standard error of this process.
    package static let standardError = LogLineWriter(fileDescriptor: STDERR_FILENO)

    /// How long a line waits for a reader that is stuck: then it is lost, for logs must not stop the process.
    private static let patienceMilliseconds: Int32 = 1_000

    /// A lock and not a queue: a line must be out before the process that logged it dies.
    private let sink: Mutex<@Sendable ([UInt8]) -> Void>

    /// - Parameter sink: gets each line with its line feed, never two at once.
    package init(_ sink: @escaping @Sendable ([UInt8]) -> Void) {
        self.sink = Mutex(sink)
    }

    /// - Parameter fileDescriptor: stays the caller's, and open for as long as the writer lives.
    package convenience init(fileDescriptor: Int32) {
        self.init { Self.write($0, to: fileDescriptor) }
    }

    /// Writes `line`, which holds no line feed, and a line feed.
    func write(_ line: String) {
        let bytes = Array(line.utf8) + [UInt8(ascii: "\n")]
        sink.withLock { $0(bytes) }
    }

    private static func write(_ bytes: [UInt8], to fileDescriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            // Unsafe: hands write(2) the address of a buffer that lives for the call, with its own count.
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(fileDescriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR && !(errno == EAGAIN && waitForRoom(in: fileDescriptor)) {
                return
            }
        }
    }

    /// Waits until a full pipe takes bytes again: one that somebody set to non-blocking does not wait by itself.
    private static func waitForRoom(in fileDescriptor: Int32) -> Bool {
        var descriptor = pollfd(fd: fileDescriptor, events: Int16(POLLOUT), revents: 0)
        // Unsafe: poll(2) reads and writes the one descriptor whose address it is given.
        return unsafe poll(&descriptor, 1, patienceMilliseconds) > 0
    }
}
