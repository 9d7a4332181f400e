import HTTPTypes

/// Which methods each path under `/v1` takes: tells a wrong method from an unknown path.
struct PathTable: Sendable {
    static let prefix = "v1"

    private var entries: [(pattern: [Substring], methods: [HTTPRequest.Method])] = []

    /// Adds a pattern without the prefix, as in `jobs/{id}`.
    mutating func add(_ method: HTTPRequest.Method, _ path: String) {
        let pattern = Self.segments(path)
        if let index = entries.firstIndex(where: { $0.pattern == pattern }) {
            entries[index].methods.append(method)
        } else {
            entries.append((pattern, [method]))
        }
    }

    /// Whether a request's path lies under the prefix. Empty segments do not count, as in the router.
    static func covers(_ path: String) -> Bool {
        segments(path).first.map { $0 == prefix } ?? false
    }

    /// The methods a request's path takes; none if it is unknown.
    func methods(of path: String) -> [HTTPRequest.Method] {
        let segments = Self.segments(path).dropFirst()
        let entry = entries.first { entry in
            entry.pattern.count == segments.count
                && zip(entry.pattern, segments).allSatisfy { $0.first == "{" || $0 == $1 }
        }
        return entry?.methods ?? []
    }

    private static func segments(_ path: String) -> [Substring] {
        path.split(separator: "/")
    }
}
