/// How a job of the demo of all kinds is meant to end; the raw value is what `resolved_by` says then.
package enum KindEnding: String, Sendable {
    /// Its event comes.
    case webhook
    /// Its event is lost, or there is none: Clapper reads.
    case poll
}
