/// Rows under titles, in columns as wide as what stands in them.
struct Table {
    struct Column {
        let title: String
        /// The most columns of the terminal it takes; longer cells are cut.
        var longest = 40
        /// Whether it gives way when the terminal is too narrow. An id that was cut is no use.
        var shrinks = true
    }

    /// Narrower than this no column gets.
    private static let narrowest = 6
    private static let gap = 2

    let columns: [Column]
    var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// The lines of the table, the titles first; control characters in cells are escaped.
    /// - Parameter width: the columns of the terminal; nil sets no limit.
    func lines(width: Int?) -> [String] {
        let cells = ([columns.map(\.title)] + rows).map { row in row.map(TerminalText.escaped) }
        let widths = fitted(natural(cells), to: width)
        return cells.map { row in line(row, widths) }
    }

    private func natural(_ cells: [[String]]) -> [Int] {
        columns.indices.map { index in
            let widest = cells.map { TerminalText.width($0[index]) }.max() ?? 0
            return min(widest, columns[index].longest)
        }
    }

    /// Takes from the widest column that gives way, until the line fits or none can give more.
    private func fitted(_ widths: [Int], to width: Int?) -> [Int] {
        guard let width else { return widths }
        var widths = widths
        while widths.reduce(0, +) + Self.gap * (widths.count - 1) > width {
            let candidates = widths.indices.filter { columns[$0].shrinks && widths[$0] > Self.narrowest }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }

    private func line(_ row: [String], _ widths: [Int]) -> String {
        var line = ""
        for (index, cell) in row.enumerated() {
            let text = TerminalText.cut(cell, to: widths[index])
            line += text
            if index < row.count - 1 {
                line += String(repeating: " ", count: widths[index] - TerminalText.width(text) + Self.gap)
            }
        }
        // An empty last cell leaves no trail of blanks.
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
