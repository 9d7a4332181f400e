import Foundation
import HTTPTypes
import HeyGen

/// A recorded or restated webhook with what is expected of it.
struct EventFixture: Decodable, Sendable, CustomStringConvertible {
    let body_raw: String
    let body_bytes: Int
    let clock_unix: Double
    let event_type: String
    let expected_verdict: String
    let header_profile: String
    let headers: [String: String]
    let source: String
    let test_secret: String?

    var bytes: [UInt8] { Array(body_raw.utf8) }
    var now: Date { Date(timeIntervalSince1970: clock_unix) }
    var description: String { "\(event_type) \(header_profile) \(expected_verdict)" }

    var fields: HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers { fields.append(HTTPField(name: HTTPField.Name(name)!, value: value)) }
        return fields
    }

    /// All fixtures by file name, from the folder beside this file.
    static func all() throws -> [String: EventFixture] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/events")
        var fixtures: [String: EventFixture] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            guard file.pathExtension == "json" else { continue }
            let fixture = try JSONDecoder().decode(EventFixture.self, from: Data(contentsOf: file))
            fixtures[file.deletingPathExtension().lastPathComponent] = fixture
        }
        return fixtures
    }
}
