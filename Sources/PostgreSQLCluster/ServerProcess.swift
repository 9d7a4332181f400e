import Foundation
import Subprocess

/// What all processes of a cluster are started with.
enum ServerProcess {
    /// Little: variables like PGDATA, PGPORT or PGOPTIONS of the caller must not reach the server.
    static var environment: Environment {
        .custom(["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C"])
    }

    /// Another account if we are root, and a session of its own: a Ctrl-C at the terminal is for us, and we decide
    /// when the server stops.
    static func platformOptions(_ account: ServerAccount?) -> PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        if let account {
            options.userID = account.userID
            options.groupID = account.groupID
            options.supplementaryGroups = [account.groupID]
        }
        return options
    }
}
