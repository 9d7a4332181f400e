/// What HeyGen says of a finished video's file when it is asked anew.
package enum ReadLink: Sendable, Equatable {
    case link(String)
    /// It is not there any more: deleted, or nothing HeyGen knows; in words.
    case gone(String)
    /// HeyGen names no link at the moment.
    case missing
}
