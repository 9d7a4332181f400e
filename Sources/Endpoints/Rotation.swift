/// What a rotation did.
package struct Rotation: Sendable, Hashable {
    package enum Mode: String, Sendable, CaseIterable {
        /// The endpoint's secret was replaced.
        case plain
        /// Another endpoint took its place.
        case blueGreen = "blue_green"
    }

    /// The endpoint that delivers from now on.
    package let endpointID: String
    package let mode: Mode
    /// The one that was deleted for it.
    package let replacedID: String?
    /// Whether it went on with what was begun before.
    package let isResumed: Bool
}
