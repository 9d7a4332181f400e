/// What a health check found.
package enum HealthStatus: Sendable, Equatable {
    case healthy
    /// Not fit to serve. The text says why, for people, and is shown to whoever asks for `/readyz`.
    case unhealthy(String)
}
