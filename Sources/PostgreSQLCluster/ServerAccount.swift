import Glibc

/// The unprivileged account a server runs under when we are root: PostgreSQL refuses to run as root.
struct ServerAccount: Sendable, Equatable {
    let userID: uid_t
    let groupID: gid_t

    /// The account for a server; nil when we are not root, and it simply runs as ourselves.
    ///
    /// A directory that holds a cluster already is run by its owner.
    static func forServer(of directory: String?) throws(PrivateClusterError) -> ServerAccount? {
        guard geteuid() == 0 else { return nil }
        if let directory, let owner = owner(of: directory + "/data"), owner.userID != 0 { return owner }
        for name in ["postgres", "nobody"] {
            if let account = named(name) { return account }
        }
        throw .noAccount
    }

    private static func named(_ name: String) -> ServerAccount? {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            let status = unsafe getpwnam_r(name, &entry, buffer.baseAddress!, buffer.count, &found)
            guard status == 0, unsafe found != nil else { return nil }
            return unsafe ServerAccount(userID: entry.pw_uid, groupID: entry.pw_gid)
        }
    }

    private static func owner(of path: String) -> ServerAccount? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return ServerAccount(userID: status.st_uid, groupID: status.st_gid)
    }

    /// Gives a file or folder to this account.
    func own(_ path: String) throws(PrivateClusterError) {
        guard unsafe chown(path, userID, groupID) == 0 else {
            throw .directory(path, reason: "it cannot be given to the server's account (errno \(errno))")
        }
    }
}
