/// The exit codes of `clapper`; others script against them.
enum ExitCodes {
    static let failure: Int32 = 1
    static let usage: Int32 = 2
    /// No token, or one that is not known.
    static let auth: Int32 = 3
    static let timedOut: Int32 = 4
    /// A job that was waited for failed or was canceled.
    static let jobFailed: Int32 = 5
}
