import Foundation
import Glibc
import Testing

@testable import Observability

struct LogLineWriterTests {
    @Test("lines longer than a pipe holds arrive whole, even through a pipe that does not block")
    func nonBlockingPipe() throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        #expect(fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0)
        let lines = (0..<4).map { String(repeating: "\($0)", count: 200_000) }
        // A thread and not a task: both ends block, and tests share a small pool.
        Thread.detachNewThread {
            let writer = LogLineWriter(fileDescriptor: descriptor)
            for line in lines { writer.write(line) }
            try? pipe.fileHandleForWriting.close()
        }
        let received = try #require(try pipe.fileHandleForReading.readToEnd())
        #expect(String(decoding: received, as: UTF8.self) == lines.map { $0 + "\n" }.joined())
    }

    @Test("a line for a descriptor that cannot be written is lost without harm")
    func closedDescriptor() {
        LogLineWriter(fileDescriptor: -1).write("lost")
    }
}
