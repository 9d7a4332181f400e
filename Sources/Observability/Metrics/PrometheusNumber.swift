/// Numbers in the notation of the text format.
enum PrometheusNumber {
    /// Whole numbers without a fraction; `+Inf`, `-Inf` and `NaN` as the format spells them.
    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
        return String(describing: value)
    }
}
