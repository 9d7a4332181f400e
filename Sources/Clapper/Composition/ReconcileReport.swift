package import Workers

/// What one round of `clapper reconcile` came to.
package struct ReconcileReport: Sendable {
    /// The walk over HeyGen's list of delivered events; nil where none was asked for.
    package let backfill: BackfillReport?
    /// Reads that were due and made.
    package let reads: Int
}
