import ClapperClient

/// All pages of a list, one after the other.
struct PageWalk {
    /// More pages than any database of ours has: a server that never ends is left.
    private static let pageLimit = 100_000
    /// The most rows of a table; JSON has no such limit, for it is printed as it comes.
    private static let rowLimit = 10_000

    let output: Output
    let listing: Listing
    /// Reads the page that begins at a token.
    let page: (String?) async throws -> Document

    /// Prints every page as one list. If a page cannot be read, the JSON printed so far stays open, so that nobody takes
    /// it for the whole.
    func run() async throws {
        if output.isJSON { try await printJSON() } else { try await printTable() }
    }

    private func printJSON() async throws {
        var isFirst = true
        var isOpen = false
        try await walk { items in
            // Nothing before the first page: what fails altogether leaves nothing to be taken for a list.
            if !isOpen { try Terminal.write(#"{"data":["#.utf8) }
            isOpen = true
            for item in items {
                try Terminal.write((isFirst ? [] : [UInt8(ascii: ",")]) + item.bytes)
                isFirst = false
            }
            return true
        }
        try Terminal.write("],\"next_token\":null}\n".utf8)
    }

    private func printTable() async throws {
        var rows: [Document] = []
        try await walk { items in
            rows += items
            return rows.count < Self.rowLimit
        }
        if rows.isEmpty { return Terminal.say("no \(listing.noun)") }
        try output.write(listing.table(rows).lines(width: Terminal.width))
        if rows.count >= Self.rowLimit { Terminal.say("these are \(rows.count); --json prints all") }
    }

    /// - Parameter take: returns whether it wants another page.
    private func walk(_ take: ([Document]) throws -> Bool) async throws {
        var token: String?
        for _ in 0..<Self.pageLimit {
            let page = try await page(token)
            guard try take(page.items), let next = page.nextToken else { return }
            guard next != token else { throw CommandFailure(text: "the server repeats the page \(next)") }
            token = next
        }
    }
}
