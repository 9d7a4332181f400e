/// Why a fault cannot be set as asked. The asker has to write it differently.
package enum FaultRatesError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no fault of this name.
    case unknownFault(String)
    /// The rate is not between 0 and 1.
    case rateOutOfRange(String)
    /// The text is not `NAME=RATE`.
    case malformed(String)

    package var description: String {
        switch self {
        case .unknownFault(let name):
            "unknown fault '\(name)'; known are " + Fault.allCases.map(\.rawValue).joined(separator: ", ")
        case .rateOutOfRange(let name): "the rate of '\(name)' must be between 0 and 1"
        case .malformed(let text): "'\(text)' is not NAME=RATE"
        }
    }
}
