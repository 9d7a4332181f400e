import Jobs

/// What went wrong, in one line for a person. Exit code 1.
struct CleanExitError: Error, CustomStringConvertible {
    let description: String

    init(describing error: any Error) {
        switch error {
        case JobStoreError.editedMigration(let name):
            description =
                "migrations/\(name).sql was edited after it was applied here: restore its text and write a new one"
        case JobStoreError.newerSchema(let name):
            description = "the database has \(name), which this version does not know: run the version that applied it"
        default: description = "\(error)"
        }
    }
}
