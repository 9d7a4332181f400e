/// The secrets an intake accepts, as they are stored.
package struct AcceptedSecrets: Sendable, Hashable {
    package struct Sealed: Sendable, Hashable {
        package let endpointID: String
        package let bytes: [UInt8]
        /// Not the one in use, but still accepted.
        package let isReplaced: Bool
    }

    package var sealed: [Sealed] = []
    /// For how long from now HeyGen may sign with a secret that is not stored yet; zero: it does not.
    package var openFor: Duration = .zero
}
