/// The command did what it was called for and it did not work: one line for a person, and the exit code.
struct CommandFailure: Error {
    let text: String
    var exitCode: Int32 = ExitCodes.failure
}
