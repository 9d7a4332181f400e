import Foundation
import Subprocess
import SystemPackage

/// What all processes of a cluster are started with.
enum ServerProcess {
    /// Little: variables like PGDATA, PGPORT or PGOPTIONS of the caller must not reach the server.
    static var environment: Environment {
        .custom(["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C"])
    }

    /// A session of its own: a Ctrl-C at the terminal is for us, and we decide when the server stops.
    static var platformOptions: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        return options
    }

    /// The program and its arguments, run under another account if we are root.
    ///
    /// By util-linux's `setpriv` and not by `PlatformOptions.userID`: that changes the account between fork and exec, where
    /// glibc's setgroups waits for ever if another thread of ours was just starting (`setxid_mark_thread`).
    static func command(
        _ program: String, _ arguments: [String], account: ServerAccount?
    ) -> (executable: Executable, arguments: Arguments) {
        guard let account else { return (.path(FilePath(program)), Arguments(arguments)) }
        let identity = ["--reuid", "\(account.userID)", "--regid", "\(account.groupID)", "--clear-groups", "--"]
        return (.name("setpriv"), Arguments(identity + [program] + arguments))
    }
}
