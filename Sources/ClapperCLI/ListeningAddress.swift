import Glibc
import NIOCore

/// Where a command listens, and the settings that say so: to blame them when it cannot.
struct ListeningAddress {
    let host: String
    let port: Int
    /// The variable or flag of the host.
    let hostName: String
    /// The variable or flag of the port.
    let portName: String

    /// What a command ends with: names the setting where the address is to blame, and is a ``CleanExitError`` elsewhere.
    ///
    /// Nothing else in these commands ends them with an error of NIO's: what calls others handles its failures.
    func explain(_ error: any Error) -> any Error {
        if error is SocketAddressError.UnknownHost {
            return UsageError(
                text: "\(hostName): \(host) is no address and no known name; give an address of this machine, as in "
                    + "127.0.0.1")
        }
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE:
            return CommandFailure(
                text: "\(portName): port \(port) on \(host) is taken; stop what uses it or give another with --port")
        case EACCES:
            return CommandFailure(
                text: "\(portName): port \(port) needs rights that this process lacks; give one from 1024 with --port")
        case EADDRNOTAVAIL:
            return UsageError(
                text: "\(hostName): \(host) is no address of this machine; give one that is, as in 127.0.0.1")
        default: return CleanExitError(describing: error)
        }
    }
}
