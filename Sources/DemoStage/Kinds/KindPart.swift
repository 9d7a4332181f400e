package import Examples
package import HeyGen

/// One job of the demo of all kinds, before it is asked for: what of, in which half, and how it should end.
package struct KindPart: Sendable {
    package enum Half: String, Sendable, CaseIterable {
        /// While all events are delivered.
        case heard
        /// While all are lost.
        case lost
    }

    package let example: Example
    package let half: Half
    package let kind: RenderKind
    /// Whether the request carries our callback id.
    package let takesCallbackID: Bool
    /// The kind, and the type where the kind has several.
    package let label: String

    /// - Throws: ``StageError/unreadable(_:)`` for an example of a kind nobody knows, or that is no JSON.
    package init(_ example: Example, _ half: Half) throws(StageError) {
        guard let kind = RenderKind.named(example.kind), let request = try? RawJSON(example.request) else {
            throw .unreadable("the example \(example.name) is of no known kind, or no JSON")
        }
        self.example = example
        self.half = half
        self.kind = kind
        takesCallbackID = kind.takesCallbackID(request)
        label = request["type"]?.string.map { "\(kind.name) (\($0))" } ?? kind.name
    }

    package var callbackID: String { "kind-\(example.name)-\(half.rawValue)" }

    package var wanted: KindEnding { half == .heard && kind.hasEvents ? .webhook : .poll }

    /// Both halves of every example, half by half.
    static func all() throws(StageError) -> [KindPart] {
        var parts: [KindPart] = []
        for half in Half.allCases {
            for example in Examples.kinds { parts.append(try KindPart(example, half)) }
        }
        return parts
    }
}
