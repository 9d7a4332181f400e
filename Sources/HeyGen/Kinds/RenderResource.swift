/// What HeyGen keeps of a render, and how it is read. Kinds that make the same thing share one: its ids are one namespace.
package struct RenderResource: Sendable {
    /// How a render is looked for whose id is not known.
    package enum Search: Sendable {
        /// By a part of its title, which the list filters by.
        case title
        /// By the callback id that the resource shows.
        case callbackID
        /// HeyGen shows nothing of ours.
        case none
    }

    /// A read of the states of many.
    struct Bulk: Sendable {
        let path: String
        let parameter: String
    }

    /// As tables write it: the kind of the same name makes it.
    package let name: String
    /// In a sentence: what HeyGen made, after "as".
    package let noun: String
    let read: PathTemplate
    let list: String
    let bulk: Bulk?
    package let search: Search
    /// The names its id has, the first that exists.
    let idNames: [String]
    /// What a finished one gives, in this order.
    let result: [ResultField]
    /// Words for a state that goes on only when somebody does something.
    var personWords: Set<String> = []
    /// The member that names the video it makes, once there is one: that is then read too, and decides.
    var innerVideo: String?

    /// Whether many can be asked for in one call.
    package var hasBulk: Bool { bulk != nil }
}
