import Foundation
import Logging
import Testing

@testable import Observability

struct LogHandlerTests {
    private struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    private func logger(_ format: LogFormat, to capture: LineCapture, level: Logger.Level = .trace) -> Logger {
        Logger(label: "clapper.test") {
            ProcessLogging.handler(format: format, label: $0, level: level, writer: capture.writer)
        }
    }

    @Test("an event is one JSON object on one line, with its metadata flattened")
    func json() throws {
        let capture = LineCapture()
        var logger = logger(.json, to: capture)
        logger[metadataKey: "role"] = "submitter"
        logger.info(
            "job \"moved\"\non",
            metadata: [
                "job_id": "1", "path": ["a", "b"], "job": ["from": "queued", "to": .stringConvertible(7)], "level": "x",
            ])
        let object = try #require(try capture.objects().first)
        #expect(capture.lines.count == 1)
        #expect(object["message"] == "job \"moved\"\non")
        #expect(object["level"] == "info")
        #expect(object["label"] == "clapper.test")
        #expect(object["role"] == "submitter")
        #expect(object["job.from"] == "queued")
        #expect(object["job.to"] == "7")
        #expect(object["path.0"] == "a")
        #expect(object["path.1"] == "b")
        #expect(object["metadata.level"] == "x")
        #expect(try #require(object["ts"]).wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        #expect(capture.lines[0].hasPrefix("{\"ts\":"))
    }

    @Test("an error is on the line with its type, without what it quotes from a URL")
    func error() throws {
        let capture = LineCapture()
        let failure = Refused(description: "GET https://host/v.mp4?X-Amz-Signature=abc failed")
        logger(.json, to: capture).error("read failed", error: failure)
        let object = try #require(try capture.objects().first)
        #expect(object["error"] == "GET https://host/v.mp4?[redacted] failed")
        #expect(object["error_type"]?.hasSuffix("Refused") == true)
    }

    @Test("no secret is in a line, in either format", arguments: LogFormat.allCases)
    func secrets(format: LogFormat) {
        let capture = LineCapture()
        var logger = logger(format, to: capture)
        logger[metadataKey: "x-api-key"] = "hunter2"
        logger.warning(
            "sending to https://files.example/v.mp4?token=hunter2 with password=hunter2",
            metadata: [
                "Authorization": "Bearer hunter2", "signature": "hunter2", "DATABASE_URL": "postgres://u:hunter2@h/d",
                "headers": ["x-heygen-signature": "hunter2", "api_token": ["hunter2"]],
                "video_url": "https://files.example/v.mp4?Policy=hunter2", "db": "postgres://u:hunter2@h/d",
                "conninfo": "host=h password='hunter2 hunter2' dbname=d", "webhookSecret": "hunter2",
            ])
        #expect(capture.lines.count == 1)
        #expect(!capture.lines[0].contains("hunter2"))
        #expect(capture.lines[0].contains("https://files.example/v.mp4?[redacted]"))
    }

    @Test("a text line escapes line feeds and quotes values that are more than a word")
    func text() throws {
        let capture = LineCapture()
        logger(.text, to: capture).notice("one\ntwo", metadata: ["a": "plain", "b": "two words", "c": ""])
        #expect(capture.lines.count == 1)
        #expect(capture.lines[0].hasSuffix(#"Z notice   clapper.test: one\ntwo a=plain b="two words" c="""#))
    }

    @Test("events below the level are not written")
    func level() {
        let capture = LineCapture()
        logger(.text, to: capture, level: .warning).info("quiet")
        #expect(capture.lines.isEmpty)
    }

    @Test("lines from many tasks never interleave")
    func interleaving() async throws {
        let capture = LineCapture()
        let logger = logger(.json, to: capture)
        await withTaskGroup { group in
            for task in 0..<20 {
                group.addTask {
                    for line in 0..<50 { logger.info("line", metadata: ["task": "\(task)", "line": "\(line)"]) }
                }
            }
        }
        let objects = try capture.objects()
        #expect(Set(objects.map { "\($0["task"] ?? "")/\($0["line"] ?? "")" }).count == 1_000)
    }

    @Test("a metadata provider's values are below the event's own and above the handler's")
    func provider() throws {
        let capture = LineCapture()
        var handler = JSONLogHandler(
            label: "l", writer: capture.writer, metadataProvider: .init { ["a": "provider", "b": "provider"] })
        handler[metadataKey: "a"] = "handler"
        handler[metadataKey: "c"] = "handler"
        handler.log(
            event: LogEvent(
                level: .info, message: "m", metadata: ["b": "event"], source: nil, file: "", function: "", line: 1))
        let object = try #require(try capture.objects().first)
        #expect(object["a"] == "provider")
        #expect(object["b"] == "event")
        #expect(object["c"] == "handler")
    }

    @Test(
        "a timestamp is RFC 3339 with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_827_696_789, "2000-02-29T12:34:56.789Z"), (4_107_542_399_001, "2100-02-28T23:59:59.001Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func timestamps(milliseconds: Int64, expected: String) {
        #expect(LogTimestamp.text(millisecondsSinceEpoch: milliseconds) == expected)
    }
}
