import Foundation
import Observability
import Synchronization

/// Takes the lines that a log handler writes.
final class LineCapture: Sendable {
    private let written = Mutex<[[UInt8]]>([])

    var writer: LogLineWriter {
        LogLineWriter { line in self.written.withLock { $0.append(line) } }
    }

    /// Everything written so far, split at line feeds.
    var lines: [String] {
        written.withLock { $0.map { String(decoding: $0, as: UTF8.self) } }.joined()
            .split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    /// The lines as JSON objects; a line that is none fails the test.
    func objects() throws -> [[String: String]] {
        try lines.map { try JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
    }
}
