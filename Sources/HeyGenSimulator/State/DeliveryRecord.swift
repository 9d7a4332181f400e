/// One attempt to deliver an event, as the ledger shows it.
package struct DeliveryRecord: Sendable, Equatable {
    package let eventType: String
    /// `endpoint` or `callback_url`.
    package let target: String
    /// When the answer came, or was given up; real Unix seconds.
    package let at: Double
    /// From 1.
    package let attempt: Int
    /// The receiver's status; nil if it gave none.
    package let status: Int?
    /// `valid`, `corrupt` or `none`.
    package let signature: String
}
