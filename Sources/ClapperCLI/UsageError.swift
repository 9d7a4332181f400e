/// The command cannot run as it was called: names the variable or flag and the way out. Exit code 2.
struct UsageError: Error {
    let text: String
}
