import Endpoints
import HTTPTypes
import Jobs
import Logging
import PostgreSQL
import Problems

extension Problem {
    /// What a caller is told about an error: the one place where errors of the store become statuses.
    ///
    /// What is no error of ours (a cancelled task, a connection that broke) stays what it is.
    static func answering(_ error: any Error, _ logger: Logger) -> any Error {
        switch error {
        case let problem as Problem: problem
        case let field as FieldProblem: Problem(field)
        case let error as EndpointError: Problem(error)
        case let error as JobStoreError: Problem(error, logger)
        case let error as PostgreSQLError: Problem(error, logger)
        default: error
        }
    }

    /// A field that cannot be taken.
    init(_ field: FieldProblem) {
        self.init(.badRequest, field.description, field: field.field)
    }

    private init(_ error: JobStoreError, _ logger: Logger) {
        switch error {
        case .notFound(let id): self.init(.notFound, "there is no job \(id)")
        case .overloaded:
            self = .unavailable("too many wait already; nothing was done: ask again", retryAfterSeconds: 1)
        case .shuttingDown: self = .unavailable("this process is stopping; nothing was done: ask again")
        case .unreadable, .editedMigration, .newerSchema:
            logger.error("database and program do not fit", metadata: ["reason": "\(error)"])
            self = .unavailable("this did not work, and the reason is ours: ask again", retryAfterSeconds: 30)
        }
    }

    private init(_ error: PostgreSQLError, _ logger: Logger) {
        let metadata: Logger.Metadata = ["reason": "\(error)"]
        switch error {
        case .poolExhausted, .poolClosed:
            logger.warning("database unavailable", metadata: metadata)
            self = .unavailable("the database is busy; nothing was done: ask again")
        case .connection, .timedOut:
            logger.warning("database unavailable", metadata: metadata)
            self = .unavailable("the database did not answer; what was asked may have been done: look, or ask again")
        case .server where error.isRetryable:
            logger.warning("database unavailable", metadata: metadata)
            self = .unavailable("the database is not ready: ask again")
        case .server, .decoding, .encoding, .configuration:
            logger.error("database refused a request", metadata: metadata)
            self = .unavailable("this did not work, and the reason is ours: ask again", retryAfterSeconds: 30)
        }
    }
}
