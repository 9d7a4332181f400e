/// A five-character SQLSTATE. Names are those of PostgreSQL's manual, appendix A.
package struct SQLState: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let connectionFailure = SQLState(rawValue: "08006")
    package static let protocolViolation = SQLState(rawValue: "08P01")
    package static let featureNotSupported = SQLState(rawValue: "0A000")
    package static let invalidTextRepresentation = SQLState(rawValue: "22P02")
    package static let invalidBinaryRepresentation = SQLState(rawValue: "22P03")
    package static let untranslatableCharacter = SQLState(rawValue: "22P05")
    package static let notNullViolation = SQLState(rawValue: "23502")
    package static let foreignKeyViolation = SQLState(rawValue: "23503")
    package static let uniqueViolation = SQLState(rawValue: "23505")
    package static let checkViolation = SQLState(rawValue: "23514")
    package static let exclusionViolation = SQLState(rawValue: "23P01")
    package static let activeSQLTransaction = SQLState(rawValue: "25001")
    package static let readOnlySQLTransaction = SQLState(rawValue: "25006")
    package static let inFailedSQLTransaction = SQLState(rawValue: "25P02")
    package static let idleInTransactionSessionTimeout = SQLState(rawValue: "25P03")
    package static let invalidSQLStatementName = SQLState(rawValue: "26000")
    package static let invalidPassword = SQLState(rawValue: "28P01")
    package static let invalidCatalogName = SQLState(rawValue: "3D000")
    package static let invalidSchemaName = SQLState(rawValue: "3F000")
    package static let serializationFailure = SQLState(rawValue: "40001")
    package static let deadlockDetected = SQLState(rawValue: "40P01")
    package static let syntaxError = SQLState(rawValue: "42601")
    package static let insufficientPrivilege = SQLState(rawValue: "42501")
    package static let undefinedColumn = SQLState(rawValue: "42703")
    package static let undefinedFunction = SQLState(rawValue: "42883")
    package static let undefinedTable = SQLState(rawValue: "42P01")
    package static let duplicateDatabase = SQLState(rawValue: "42P04")
    package static let duplicateTable = SQLState(rawValue: "42P07")
    package static let duplicateObject = SQLState(rawValue: "42710")
    package static let diskFull = SQLState(rawValue: "53100")
    package static let outOfMemory = SQLState(rawValue: "53200")
    package static let tooManyConnections = SQLState(rawValue: "53300")
    package static let objectInUse = SQLState(rawValue: "55006")
    package static let lockNotAvailable = SQLState(rawValue: "55P03")
    package static let queryCanceled = SQLState(rawValue: "57014")
    package static let adminShutdown = SQLState(rawValue: "57P01")
    package static let crashShutdown = SQLState(rawValue: "57P02")
    package static let cannotConnectNow = SQLState(rawValue: "57P03")
    package static let raiseException = SQLState(rawValue: "P0001")

    /// The first two characters: the kind of error.
    package var errorClass: Substring { rawValue.prefix(2) }

    /// Whether the same statement may succeed when repeated: the list is the house's. The whole of class 08
    /// belongs to it, because PgBouncer reports its own troubles under 08P01.
    package var isRetryable: Bool {
        switch self {
        case .serializationFailure, .deadlockDetected, .adminShutdown, .crashShutdown, .cannotConnectNow,
            .tooManyConnections:
            true
        default:
            errorClass == "08"
        }
    }
}

extension SQLState: CustomStringConvertible {
    package var description: String { rawValue }
}
