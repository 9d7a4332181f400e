/// A request to try Clapper with.
package struct Example: Sendable {
    /// The name of its file without `.json`.
    package let name: String
    /// The kind of job it is for.
    package let kind: String
    /// The body that HeyGen takes for it, byte for byte; of some kinds with the member that becomes part of the path.
    package let request: [UInt8]

    init(name: String, kind: String = "video", request: [UInt8]) {
        self.name = name
        self.kind = kind
        self.request = request
    }
}
