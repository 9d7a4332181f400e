import PostgreSQL

/// An attempt of unknown fate whose key window is over: nothing may be sent for it any more.
package struct UnsettledAttempt: Sendable, Hashable {
    package let job: JobID
    package let callbackID: CallbackID
    package let kind: String
    package let attempt: Int
    package let epoch: Int

    /// The key its create was sent with, which its title carries.
    package var idempotencyKey: String { "\(job):\(attempt)" }

    init(_ row: PostgreSQLRow) throws {
        self.job = JobID(try row.decode("id"))
        self.callbackID = CallbackID(try row.decode("callback_id"))
        self.kind = try row.decode("kind")
        self.attempt = Int(try row.decode("attempt", as: Int16.self))
        self.epoch = Int(try row.decode("epoch", as: Int32.self))
    }
}
