/// The rows a statement returned, copied out of libpq: a value that may go anywhere.
package struct PostgreSQLResult: Sendable {
    /// Where a value lies in the buffer; a length of -1 is NULL.
    struct Cell: Sendable {
        let offset: Int
        let length: Int
    }

    /// What the rows share, so that a row is a reference and a number.
    final class Storage: Sendable {
        let layout: ColumnLayout
        let cells: [Cell]
        let bytes: [UInt8]

        init(layout: ColumnLayout, cells: [Cell], bytes: [UInt8]) {
            self.layout = layout
            self.cells = cells
            self.bytes = bytes
        }
    }

    private let storage: Storage
    private let rows: Int
    /// Rows inserted, updated, deleted or returned, as the command's tag tells; 0 where it tells nothing.
    package let affectedRows: Int

    init(layout: ColumnLayout, rows: Int, cells: [Cell] = [], bytes: [UInt8] = [], affectedRows: Int) {
        self.storage = Storage(layout: layout, cells: cells, bytes: bytes)
        self.rows = rows
        self.affectedRows = affectedRows
    }

    var layout: ColumnLayout { storage.layout }

    /// The columns' names, in order.
    package var columns: [String] { storage.layout.names }
}

extension PostgreSQLResult: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { rows }

    package subscript(position: Int) -> PostgreSQLRow {
        precondition(position >= 0 && position < rows, "row \(position) of \(rows)")
        return PostgreSQLRow(storage: storage, row: position)
    }
}
