/// What a value must look like.
indirect enum FieldShape: Sendable {
    /// A string of so many characters.
    case text(ClosedRange<Int>)
    /// One of these words.
    case word([String])
    /// An http or https address.
    case url
    case number(ClosedRange<Double>)
    case integer(ClosedRange<Int>)
    case flag
    case list(FieldShape, ClosedRange<Int>)
    case object(ObjectRules)
    /// An object with members of any name and kind.
    case anyObject
    /// One of several objects, told apart by the word in a field.
    case union(by: String, [String: ObjectRules])

    /// Any string that is not empty.
    static let name = FieldShape.text(1...1000)
}
