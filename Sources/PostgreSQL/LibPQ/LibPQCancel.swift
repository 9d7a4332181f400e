import CLibPQ

/// A `PGcancel`: a copy of address and key with which any thread may ask the server to stop a command.
///
/// `@unchecked Sendable` because `PQcancel` is documented as safe on any thread and the pointer is never changed.
@safe
final class LibPQCancel: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe PQfreeCancel(pointer)
    }

    /// Opens a connection of its own, sends the request and waits until the server has passed it on. Blocks: call it
    /// from ``BlockingCalls``. False when the server could not be reached.
    func send() -> Bool {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            unsafe PQcancel(pointer, buffer.baseAddress, Int32(buffer.count)) == 1
        }
    }
}
