/// How often each fault happens.
package struct FaultRates: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    private var rates: [Fault: Double] = [:]

    package init() {}

    package init(dictionaryLiteral elements: (Fault, Double)...) {
        for (fault, rate) in elements { self[fault] = rate }
    }

    /// The share of cases, 0 to 1; other values are clamped.
    package subscript(fault: Fault) -> Double {
        get { rates[fault] ?? 0 }
        set { rates[fault] = newValue.isNaN ? 0 : min(max(newValue, 0), 1) }
    }

    /// All faults by name, those that never happen too.
    package var byName: [(name: String, rate: Double)] { Fault.allCases.map { ($0.rawValue, self[$0]) } }

    /// Reads `NAME=RATE` as given on the command line.
    package mutating func set(_ assignment: String) throws(FaultRatesError) {
        let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let rate = Double(parts[1]) else { throw .malformed(assignment) }
        try set(String(parts[0]), to: rate)
    }

    package mutating func set(_ name: String, to rate: Double) throws(FaultRatesError) {
        guard let fault = Fault(rawValue: name) else { throw .unknownFault(name) }
        guard (0...1).contains(rate) else { throw .rateOutOfRange(name) }
        self[fault] = rate
    }
}
