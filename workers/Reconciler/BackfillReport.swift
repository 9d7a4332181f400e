package import Foundation
package import Jobs

/// What one walk over HeyGen's list of delivered events came to.
package struct BackfillReport: Sendable {
    /// Why a walk ended.
    package enum End: String, Sendable {
        /// Everything on the last page is older than was asked for.
        case reached = "reached what was asked for"
        /// HeyGen's list has no more.
        case listEnded = "the list ended"
        /// Nothing is in flight any more that the list could tell of.
        case nothingLeft = "nothing is left to find"
        /// There are more pages than a walk takes.
        case pageLimit = "the limit of pages"
        /// HeyGen gave the same token twice.
        case repeatedToken = "HeyGen repeats a token"
        /// HeyGen refuses, is throttled or away.
        case refused = "HeyGen did not give the next page"
    }

    /// How far back it was to go.
    package let since: Date
    package internal(set) var pages = 0
    /// Requests to HeyGen, those that failed too.
    package internal(set) var calls = 0
    /// Events that lay within the time asked for.
    package internal(set) var events = 0
    package internal(set) var older = 0
    /// What cannot be read, and what the database could not take.
    package internal(set) var unreadable = 0
    package internal(set) var dispositions: [Disposition: Int] = [:]
    package internal(set) var end = End.listEnded
    /// Why HeyGen did not give a page, where that ended it.
    package internal(set) var reason: String?

    /// Whether it saw all it was to see.
    package var isWhole: Bool { end == .reached || end == .listEnded || end == .nothingLeft }

    init(since: Date) { self.since = since }
}
