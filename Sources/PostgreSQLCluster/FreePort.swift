import Glibc

/// A port on 127.0.0.1 that nobody uses at this moment; somebody may take it before the server does, and the start
/// then fails and says so.
enum FreePort {
    static func find() throws(PrivateClusterError) -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
            }
        }
        guard found else { throw .directory("127.0.0.1", reason: "no free port (errno \(errno))") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
