/// The id under which HeyGen's events find their job: minted by us, or the caller's own.
///
/// A minted id is `clp_` and the job id, so it needs no lookup. Attempt 1 sends the id as it is, attempt n sends `<id>~<n>`.
package struct CallbackID: Sendable, Hashable, CustomStringConvertible {
    /// The prefix of minted ids; callers may not use it.
    package static let reservedPrefix = "clp_"

    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The id that is minted for a job.
    package init(mintedFor job: JobID) {
        self.text = Self.reservedPrefix + job.description
    }

    package var description: String { text }

    /// The job inside a minted id; `nil` for a caller's own.
    package var job: JobID? {
        guard text.hasPrefix(Self.reservedPrefix) else { return nil }
        return JobID(parsing: String(text.dropFirst(Self.reservedPrefix.count)))
    }

    /// What is sent to HeyGen for a paid attempt (1, 2, …).
    package func sent(attempt: Int) -> String {
        attempt == 1 ? text : "\(text)~\(attempt)"
    }

    /// Why a caller may not use this id; `nil` if it may. The same rule stands in `check_job.sql`.
    package var refusal: String? {
        if text.isEmpty || text.utf8.count > 200 || !text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            return "must be 1 to 200 visible ASCII characters"
        }
        if text.hasPrefix(Self.reservedPrefix) {
            return "the prefix \(Self.reservedPrefix) is reserved; leave it out and Clapper mints one"
        }
        let digits = text.reversed().prefix { $0.isNumber }
        if !digits.isEmpty, text.dropLast(digits.count).last == "~" {
            return "must not end in ~ and digits: that suffix marks later attempts"
        }
        return nil
    }
}
