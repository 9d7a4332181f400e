/// Why a value is not on the page.
enum DropReason: String, Hashable, Sendable {
    /// The name, or one of the sample names it makes, belongs to a metric of another kind.
    case kindConflict = "kind_conflict"
    /// The name has as many label combinations as it may have.
    case seriesLimit = "series_limit"
    /// There are as many names as there may be.
    case nameLimit = "name_limit"
    /// Two sources gave the same series; the first one stands.
    case duplicate
}
