import NIOHTTP1

/// One request to HeyGen, before it is made into HTTP.
struct APICall {
    let method: HTTPMethod
    /// Percent-encoded, with the query.
    let path: String
    /// The path without ids, for logs.
    let template: String
    var body: [UInt8]?
    var idempotencyKey: String?
    let timeout: Duration

    /// Percent-encodes everything but RFC 3986's unreserved characters, so that an id stays one path segment or one
    /// query value. `.` and `..` are encoded too: as segments they would name another resource.
    static func percentEncode(_ text: String) -> String {
        let dotsOnly = text.utf8.allSatisfy { $0 == ASCII.dot }
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte), !dotsOnly {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), ASCII.zero...ASCII.nine,
            ASCII.minus, ASCII.dot, UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
