/// How this Clapper came to its endpoint.
package struct Registration: Sendable, Hashable {
    package enum Way: String, Sendable {
        /// It was there, and its secret is held.
        case adopted
        /// It was registered now.
        case created
        /// It was there, nobody here held its secret, and HeyGen made a new one.
        case rotated
        /// It was there, and its secret is taken to be among `HEYGEN_WEBHOOK_SECRETS`: nothing was changed.
        case assumed
        /// It was there, and its secret is sealed under another key: nothing was changed.
        case unreadable
    }

    package let way: Way
    package let endpointID: String
    /// Whether HeyGen delivers to it.
    package let isEnabled: Bool
    /// Types that decide jobs and that it is not told.
    package let missingEvents: [String]
    /// Other endpoints at the same URL, whose secrets are not held here.
    package let strangers: Int

    /// Whether it is worth a line after what was told before.
    func isNews(after told: Registration) -> Bool {
        if way == .created || way == .rotated { return true }
        return (endpointID, isEnabled, way == .unreadable, strangers)
            != (told.endpointID, told.isEnabled, told.way == .unreadable, told.strangers)
            || missingEvents != told.missingEvents
    }
}
