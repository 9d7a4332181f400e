import Foundation
import HeyGen
import NIOHTTP1

/// One exchange with Clapper.
struct Call {
    let method: HTTPMethod
    /// With its query, percent-encoded.
    let path: String
    var body: [UInt8]?
    var idempotencyKey: String?
    /// Added to the time an exchange may take: what Clapper was asked to wait.
    var extraTime: Duration = .zero
    let repeats: Repeats

    static func get(_ path: String, _ query: [(name: String, value: String?)] = []) -> Call {
        let pairs = query.compactMap { name, value in value.map { "\(name)=\(encoded($0))" } }
        return Call(
            method: .GET, path: pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))", repeats: .safe)
    }

    static func post(_ path: String, _ members: [(name: String, value: [UInt8])] = []) -> Call {
        post(path, body: JSONObjectWriter.object(members), repeats: .never)
    }

    static func post(_ path: String, body: [UInt8], key: String? = nil, repeats: Repeats) -> Call {
        Call(method: .POST, path: path, body: body, idempotencyKey: key, repeats: repeats)
    }

    /// Everything but RFC 3986's unreserved characters is escaped: `+` and `&` mean something in a query.
    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
