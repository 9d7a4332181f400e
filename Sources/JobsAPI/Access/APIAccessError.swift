/// Why a list of API tokens cannot be used. Names entries by their place, from 1; never quotes a token.
package enum APIAccessError: Error, Equatable, Sendable, CustomStringConvertible {
    /// An entry is empty, or has a name and no token.
    case noToken(entry: Int)
    /// An entry begins with a colon.
    case noName(entry: Int)
    /// The name becomes a lane: 1 to 100 visible ASCII characters.
    case badName(entry: Int)
    /// A token goes into a header: visible ASCII characters.
    case badToken(entry: Int)
    /// Two entries have one token: it could not tell who asks.
    case sameToken(entry: Int, as: Int)

    package var description: String {
        switch self {
        case .noToken(let entry): "entry \(entry) has no token; write name:token or token, separated by commas"
        case .noName(let entry): "entry \(entry) has an empty name; write name:token, or only the token"
        case .badName(let entry): "the name of entry \(entry) must be 1 to 100 visible ASCII characters"
        case .badToken(let entry): "the token of entry \(entry) must be visible ASCII characters without blanks"
        case .sameToken(let entry, let other): "entries \(other) and \(entry) have the same token"
        }
    }
}
