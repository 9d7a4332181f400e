import Foundation
import HTTPTypes

/// A webhook of the contract's `events`, with what is expected of it.
struct EventFixture: Decodable, Sendable {
    let body_raw: String
    let body_bytes: Int
    let clock_unix: Double
    let event_type: String
    let expected_verdict: String
    let expected_verdict_strict: String?
    let header_profile: String
    let headers: [String: String]
    let test_secret: String?

    var bytes: [UInt8] { Array(body_raw.utf8) }
    var now: Date { Date(timeIntervalSince1970: clock_unix) }

    var fields: HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        return fields
    }

    /// All by file name, without `.json`.
    static func all() throws -> [String: EventFixture] {
        var fixtures: [String: EventFixture] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: Contract.events.path) {
            guard name.hasSuffix(".json") else { continue }
            let data = try Data(contentsOf: Contract.events.appending(path: name))
            fixtures[String(name.dropLast(5))] = try JSONDecoder().decode(EventFixture.self, from: data)
        }
        return fixtures
    }
}
