import CLibPQ

/// A `PGresult`, freed when it goes out of scope. Lives only between two steps of the protocol; what is kept is copied.
@safe
struct LibPQResult: ~Copyable {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe PQclear(pointer)
    }

    var status: ExecStatusType { unsafe PQresultStatus(pointer) }
    var parameterCount: Int { unsafe Int(PQnparams(pointer)) }
    /// The command tag: `INSERT 0 1`, `ROLLBACK`.
    var commandStatus: String { unsafe String(cString: PQcmdStatus(pointer)) }

    func parameterType(_ index: Int) -> PostgreSQLType {
        unsafe PostgreSQLType(rawValue: PQparamtype(pointer, Int32(index)))
    }

    /// The server's error; nil when libpq made this result itself, because the connection was lost.
    var serverError: ServerError? {
        guard let state = field("C") else { return nil }
        return ServerError(
            state: SQLState(rawValue: state), severity: field("V") ?? field("S") ?? "ERROR",
            message: field("M") ?? "", detail: field("D"), hint: field("H"), constraint: field("n"),
            schema: field("s"), table: field("t"), column: field("c"), position: field("P").flatMap { Int($0) })
    }

    /// libpq's own message, for results without a ``serverError``.
    var errorMessage: String {
        unsafe String(cString: PQresultErrorMessage(pointer)).split(whereSeparator: \.isNewline)
            .joined(separator: "; ")
    }

    /// One of the fields of the protocol's ErrorResponse, by its letter (PG_DIAG_… in libpq's header).
    private func field(_ letter: Unicode.Scalar) -> String? {
        guard let value = unsafe PQresultErrorField(pointer, Int32(letter.value)) else { return nil }
        return unsafe String(cString: value)
    }

    /// The columns; the same layout object again when `known` describes them already.
    func columns(reusing known: ColumnLayout?) -> ColumnLayout {
        let count = unsafe Int(PQnfields(pointer))
        if let known, known.types.count == count,
            known.types.indices.allSatisfy({ unsafe known.types[$0].rawValue == PQftype(pointer, Int32($0)) })
        {
            return known
        }
        return ColumnLayout(
            names: (0..<count).map { unsafe String(cString: PQfname(pointer, Int32($0))) },
            types: (0..<count).map { unsafe PostgreSQLType(rawValue: PQftype(pointer, Int32($0))) })
    }

    /// Copies everything out: one buffer for all values, one entry a cell.
    func copied(layout: ColumnLayout) -> PostgreSQLResult {
        let rows = unsafe Int(PQntuples(pointer))
        let columns = layout.types.count
        let affected = unsafe Int(String(cString: PQcmdTuples(pointer))) ?? 0
        var cells: [PostgreSQLResult.Cell] = []
        var bytes: [UInt8] = []
        guard rows > 0 else { return PostgreSQLResult(layout: layout, rows: 0, affectedRows: affected) }
        cells.reserveCapacity(rows * columns)
        bytes.reserveCapacity(unsafe min(PQresultMemorySize(pointer), 1 << 24))
        for row in 0..<Int32(rows) {
            for column in 0..<Int32(columns) {
                guard unsafe PQgetisnull(pointer, row, column) == 0 else {
                    cells.append(.init(offset: bytes.count, length: -1))
                    continue
                }
                let length = unsafe Int(PQgetlength(pointer, row, column))
                cells.append(.init(offset: bytes.count, length: length))
                let value = unsafe UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: length)
                unsafe bytes.append(contentsOf: value)
            }
        }
        return PostgreSQLResult(layout: layout, rows: rows, cells: cells, bytes: bytes, affectedRows: affected)
    }
}
