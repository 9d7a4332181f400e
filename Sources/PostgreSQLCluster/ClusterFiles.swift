import Foundation
import Glibc

/// The folder of a cluster and what lies in it.
struct ClusterFiles: Sendable {
    let root: String
    /// Where the socket lies: in ``root``, or in a short folder of its own when that path is too long for a socket.
    let socketFolder: String
    /// The port, which also names the socket.
    let port: Int
    /// Whether the server listens on TCP.
    private let listensOnTCP: Bool
    let isTemporary: Bool

    var data: String { root + "/data" }
    var log: String { root + "/server.log" }
    var password: String { root + "/password" }

    /// The kernel's limit for the path of a socket, less the terminating zero.
    private static let socketPathLimit = 107

    /// Makes the folders, with mode 0700 and for the server's account.
    static func prepare(
        _ options: PrivateCluster.Options, account: ServerAccount?
    ) throws(PrivateClusterError) -> ClusterFiles {
        // Without TCP the number only names the socket.
        let port = options.port == 0 ? try FreePort.find() : options.port ?? 5432
        let root: String
        if let directory = options.directory {
            root = URL(fileURLWithPath: directory).standardizedFileURL.path
            try makeFolder(root, account: account)
        } else {
            root = try makeTemporaryFolder(account: account)
        }
        let fits = "\(root)/.s.PGSQL.\(port)".utf8.count <= socketPathLimit
        return ClusterFiles(
            root: root, socketFolder: fits ? root : try makeTemporaryFolder(account: account), port: port,
            listensOnTCP: options.port != nil, isTemporary: options.directory == nil)
    }

    func url(database: String) -> String {
        let name = database.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? database
        guard listensOnTCP, let password = try? String(contentsOfFile: password, encoding: .utf8) else {
            let host = socketFolder.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? socketFolder
            return "postgresql:///\(name)?host=\(host)&port=\(port)&user=clapper"
        }
        return "postgresql://clapper:\(password)@127.0.0.1:\(port)/\(name)"
    }

    func removeIfTemporary() {
        if socketFolder != root { try? FileManager.default.removeItem(atPath: socketFolder) }
        if isTemporary { try? FileManager.default.removeItem(atPath: root) }
    }

    /// The last lines of the server's log.
    var logTail: String {
        guard let text = try? String(contentsOfFile: log, encoding: .utf8) else { return "(no log)" }
        return text.split(separator: "\n").suffix(20).joined(separator: "\n")
    }

    private static func makeFolder(_ path: String, account: ServerAccount?) throws(PrivateClusterError) {
        do {
            let manager = FileManager.default
            try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
            let content = try manager.contentsOfDirectory(atPath: path)
            let isCluster = manager.fileExists(atPath: path + "/data/PG_VERSION")
            guard content.isEmpty || isCluster else {
                throw PrivateClusterError.directory(path, reason: "it is neither empty nor a cluster")
            }
            try manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        } catch let error as PrivateClusterError {
            throw error
        } catch {
            throw .directory(path, reason: error.localizedDescription)
        }
        try account?.own(path)
    }

    /// In `/tmp` and not in TMPDIR: that may be long, or below a folder the server's account cannot enter.
    private static func makeTemporaryFolder(account: ServerAccount?) throws(PrivateClusterError) -> String {
        var template = Array("/tmp/clapper-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw .directory("/tmp", reason: "no folder can be made in it (errno \(errno))")
        }
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        try account?.own(path)
        return path
    }
}
