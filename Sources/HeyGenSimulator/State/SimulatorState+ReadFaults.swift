extension SimulatorState {
    /// What a read meets before it is looked at; nil if nothing.
    func readFault(_ luck: String) -> APIAnswer? {
        if dice.strikes(.throttle, configuration.faults, luck) { return .throttled("Too many requests") }
        if dice.strikes(.error5xx, configuration.faults, luck) {
            let kind = dice.unit("error-5xx kind", luck)
            return kind < 0.5 ? .internalError(variant: kind * 2) : .gatewayError(variant: (kind - 0.5) * 2)
        }
        return nil
    }
}
