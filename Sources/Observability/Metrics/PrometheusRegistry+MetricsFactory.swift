package import CoreMetrics

/// swift-metrics' view of the registry. Making a handler takes the registry's lock; using it does not.
extension PrometheusRegistry: MetricsFactory {
    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        obtain(label: label, dimensions: dimensions) { CounterCell(id: $0) }
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        obtain(label: label, dimensions: dimensions) { CounterCell(id: $0) }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        obtain(label: label, dimensions: dimensions) { GaugeCell(id: $0) }
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else {
            return obtain(label: label, dimensions: dimensions) { GaugeCell(id: $0) }
        }
        let bounds = bounds(of: label, default: \.recorderBuckets)
        return obtain(label: label, dimensions: dimensions) { HistogramCell(id: $0, bounds: bounds) }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let bounds = bounds(of: label, default: \.timerBuckets)
        return obtain(label: label, dimensions: dimensions) { HistogramCell(id: $0, bounds: bounds) }
    }

    package func destroyCounter(_ handler: any CounterHandler) {
        releaseHandler(handler)
    }

    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {
        releaseHandler(handler)
    }

    package func destroyMeter(_ handler: any MeterHandler) {
        releaseHandler(handler)
    }

    package func destroyRecorder(_ handler: any RecorderHandler) {
        releaseHandler(handler)
    }

    package func destroyTimer(_ handler: any TimerHandler) {
        releaseHandler(handler)
    }

    /// Another factory's handler is no error: it is not ours to forget.
    private func releaseHandler(_ handler: AnyObject) {
        if let cell = handler as? any MetricCell { release(cell) }
    }
}
