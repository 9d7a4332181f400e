/// Whether a call that failed may be made again.
enum Repeats {
    /// A read, or an enqueue under a callback id or an idempotency key: a second one changes nothing more.
    case safe
    /// An enqueue without a key: again only if nothing was sent. Even a 503 can come after the commit (the database did
    /// not answer), and a second enqueue would be a second job and a second render to pay.
    case ifNotSent
    /// An operator's action: whoever asked decides.
    case never

    func allow(_ error: ClapperClientError) -> Bool {
        switch (self, error) {
        case (.safe, .unreachable), (.safe, .unavailable), (.safe, .interrupted): true
        case (.ifNotSent, .unreachable): true
        default: false
        }
    }
}
