import ClapperClient

/// How answers reach standard output: for a program as the server's bytes, for a person as a table.
struct Output {
    let isJSON: Bool

    /// One document.
    func show(_ document: Document) throws {
        if isJSON { return try Terminal.write(document.bytes + [UInt8(ascii: "\n")]) }
        try write(FieldList(document).lines)
    }

    /// A page: the table, and on standard error that there is more or nothing.
    func show(page: Document, as listing: Listing, more: String) throws {
        if isJSON { return try Terminal.write(page.bytes + [UInt8(ascii: "\n")]) }
        let items = page.items
        if items.isEmpty { return Terminal.say("no \(listing.noun)") }
        try write(listing.table(items).lines(width: Terminal.width))
        if page.nextToken != nil { Terminal.say("there are more: \(more)") }
    }

    func write(_ lines: [String]) throws {
        try Terminal.write((lines.joined(separator: "\n") + "\n").utf8)
    }
}
