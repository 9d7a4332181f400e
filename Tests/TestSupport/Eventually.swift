/// A condition did not come true in time.
package struct NeverHappened: Error, CustomStringConvertible {
    let what: String
    let within: Duration

    package var description: String { "did not happen within \(within): \(what)" }
}

/// Waits until `condition` holds: the one place where tests wait for what gives no signal, such as the server's view of
/// its sessions.
/// - Throws: ``NeverHappened``, or what `condition` throws.
package func eventually(
    within timeout: Duration = .seconds(60), _ what: String, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + timeout
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(what: what, within: timeout) }
        try await Task.sleep(for: .milliseconds(5))
    }
}
