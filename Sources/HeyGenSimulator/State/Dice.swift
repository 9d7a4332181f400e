import Crypto

/// Chance without a generator: every throw is a hash of the seed, what is thrown for and whom it is about. The same
/// video has the same luck in every run and whatever else happens around it.
struct Dice: Sendable {
    let seed: UInt64

    /// A number in 0..<1.
    func unit(_ purpose: String, _ subject: String) -> Double {
        var hash = SHA256()
        hash.update(data: Array("\(seed)\u{1F}\(purpose)\u{1F}\(subject)".utf8))
        let bits = hash.finalize().prefix(7).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Double(bits >> 3) / Double(1 << 53 as UInt64)
    }

    func strikes(_ fault: Fault, _ rates: FaultRates, _ subject: String) -> Bool {
        let rate = rates[fault]
        return rate > 0 && unit(fault.rawValue, subject) < rate
    }
}
