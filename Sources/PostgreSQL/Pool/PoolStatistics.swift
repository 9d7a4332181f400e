/// A pool at one moment.
package struct PoolStatistics: Sendable, Hashable {
    /// Connections that are open or being opened.
    package let size: Int
    /// Connections nobody uses.
    package let idle: Int
    /// Connections in use.
    package let leased: Int
    /// Callers that wait for one.
    package let waiting: Int
}
