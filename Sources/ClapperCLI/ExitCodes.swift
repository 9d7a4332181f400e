/// The exit codes of `clapper`; others script against them.
enum ExitCodes {
    static let failure: Int32 = 1
    static let usage: Int32 = 2
}
