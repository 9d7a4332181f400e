package import Foundation
import PostgreSQL

/// The limits and holds of a HeyGen account.
package struct AccountStatus: Sendable, Hashable {
    /// As configured.
    package let maxRenders: Int
    /// As adapted to HeyGen's 429s.
    package let renderLimit: Int
    package let holdUntil: Date?
    package let holdReason: String?
    package let credentialFailedAt: Date?

    init(_ row: PostgreSQLRow) throws {
        self.maxRenders = Int(try row.decode("max_renders", as: Int32.self))
        self.renderLimit = Int(try row.decode("render_limit", as: Int32.self))
        self.holdUntil = try row.decode("hold_until")
        self.holdReason = try row.decode("hold_reason")
        self.credentialFailedAt = try row.decode("credential_failed_at")
    }
}
