/// The account behind the credential. HeyGen leaves most figures null; nil means unknown, never zero.
package struct AccountInfo: Sendable, Equatable {
    package let username: String?
    package let email: String?
    /// `wallet`, `subscription` or `usage_based`.
    package let billingType: String?
    /// `usd` or `credits`, of a wallet.
    package let currency: String?
    /// What a wallet holds, in ``currency``; else the credits that are left.
    package let remainingBalance: Double?

    /// Nil if the answer holds no account.
    init?(_ json: RawJSON) {
        guard let data = json["data"], data.kind == .object else { return nil }
        username = data["username"]?.string
        email = data["email"]?.string
        billingType = data["billing_type"]?.string
        currency = data["wallet"]?["currency"]?.string
        remainingBalance =
            data["wallet"]?["remaining_balance"]?.double ?? data["usage_based"]?["remaining_credits"]?.double
            ?? data["subscription"]?["credits"]?["premium_credits"]?["remaining"]?.double
    }
}
