import Glibc
import SystemPackage

/// A pipe that a child reads as its standard input and nobody writes to: its end tells the child that we are gone,
/// however we went.
package struct Lifeline: ~Copyable {
    /// Tells a child to shut down when its standard input ends.
    package static let variable = "CLAPPER_EXIT_WITH_STDIN"

    /// What the child reads. Given away with the spawn.
    let reader: FileDescriptor
    private let writer: FileDescriptor

    /// A pair of sockets used one way, because they can be made close-on-exec in one step: another child that is started
    /// at this moment must not inherit our end and keep this one alive.
    /// - Throws: ``StageError/system(_:errno:)``.
    init() throws(StageError) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw .system("no pipe can be made for a child", errno: errno)
        }
        reader = FileDescriptor(rawValue: ends[0])
        writer = FileDescriptor(rawValue: ends[1])
    }

    deinit {
        try? writer.close()
    }
}
