/// A call that asks for many renders of one kind at once.
package struct BatchOperation: Sendable {
    /// Items HeyGen takes in one call.
    package static let itemLimit = 100

    /// Where it is asked for, and below it, read.
    let create: PathTemplate
    let read: PathTemplate
    /// The request member that holds the items, each as a single create takes it.
    let itemsName: String
    /// Values of an item's `type` that HeyGen's text does not name, though its schema does: better asked for singly.
    var typesLeftOut: Set<String> = []
}
