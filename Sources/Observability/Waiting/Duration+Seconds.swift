extension Duration {
    /// This duration in seconds, as a floating-point number.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    /// This duration in seconds as text, without a trailing `.0`.
    var formattedSeconds: String {
        PrometheusNumber.text(inSeconds)
    }
}
