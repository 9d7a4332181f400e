/// A request to try Clapper with.
package struct Example: Sendable {
    /// The name of its file without `.json`.
    package let name: String
    /// The body of HeyGen's `POST /v3/videos`, byte for byte.
    package let request: [UInt8]
}
