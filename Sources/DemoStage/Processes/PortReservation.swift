import Glibc

/// A port on 127.0.0.1 kept for a child that is about to listen on it.
///
/// The port is bound and not listened on. Linux lets a second socket bind it and listen if both ask for address reuse,
/// as every server here does, while nobody who asks for *any* port is given it: so no other program can take the port
/// between our choice and the child's start.
package struct PortReservation: ~Copyable {
    package let port: Int
    private let descriptor: Int32

    /// - Parameter port: 0 picks a free one.
    /// - Throws: ``StageError/portTaken(_:)``, ``StageError/system(_:errno:)``.
    package init(port: Int = 0) throws(StageError) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .system("no socket can be made", errno: errno) }
        var yes: Int32 = 1
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failure = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
                    ? 0 : errno
            }
        }
        guard failure == 0 else {
            close(descriptor)
            if failure == EADDRINUSE { throw .portTaken(port) }
            throw .system("port \(port) on 127.0.0.1 cannot be used", errno: failure)
        }
        self.port = Int(UInt16(bigEndian: address.sin_port))
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}
