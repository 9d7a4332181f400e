/// The live value behind one time series; swift-metrics' handlers are cells.
protocol MetricCell: AnyObject, Sendable {
    static var kind: PrometheusKind { get }
    var id: SeriesID { get }

    /// The series' lines, each with its line feed.
    func exposition() -> String
}
