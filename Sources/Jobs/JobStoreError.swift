/// Why a call to the job store could not do what was asked, beside what PostgreSQL itself may answer.
///
/// Errors of the database pass through as `PostgreSQLError`, whose `isRetryable` tells what the caller can do.
package enum JobStoreError: Error, Equatable, Sendable {
    /// No job has this id. Permanent.
    case notFound(JobID)
    /// The database holds something this version cannot read. Run `clapper migrate` and the version that wrote it.
    case unreadable(String)
    /// Too many callers wait for a commit already. Back off and ask again.
    case overloaded
    /// The service is shutting down. Ask another process, or again later.
    case shuttingDown
    /// A migration that was applied was edited afterwards. Restore its text; write a new migration instead.
    case editedMigration(String)
    /// The database has been migrated by a newer version than this one. Run that version.
    case newerSchema(String)
}
