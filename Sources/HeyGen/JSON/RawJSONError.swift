/// Why a text is no JSON by RFC 8259, and where.
package struct RawJSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was wrong.
    package enum Reason: String, Sendable {
        case empty = "the text is empty"
        case byteOrderMark = "the text begins with a byte order mark"
        case unexpectedEnd = "the text ends too early"
        case unexpectedByte = "this byte may not stand here"
        case controlCharacter = "a control character stands in a string without an escape"
        case invalidEscape = "the escape is unknown or incomplete"
        case invalidUTF8 = "the text is not UTF-8"
        case invalidNumber = "the number is malformed"
        case tooDeep = "objects and arrays are nested too deeply"
        case trailingBytes = "something follows the value"
    }

    /// What was wrong.
    package let reason: Reason
    /// The position of the offending byte, from 0.
    package let offset: Int

    package var description: String { "\(reason.rawValue) (byte \(offset))" }
}
