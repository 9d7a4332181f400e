/// A call's parameters in binary form: one buffer for all, so that a call costs few allocations.
struct EncodedParameters: Sendable {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []

    /// The same as of no parameters.
    static let none = EncodedParameters()

    private init() {}

    /// Encodes each value as the type the server inferred for its place.
    /// - Throws: ``PostgreSQLError/encoding(parameter:expected:found:)``.
    init(_ values: [(any PostgreSQLEncodable)?], as types: [PostgreSQLType]) throws(PostgreSQLError) {
        guard values.count == types.count else {
            throw .encoding(
                parameter: min(values.count, types.count) + 1, expected: "\(types.count) parameters",
                found: "\(values.count)")
        }
        offsets.reserveCapacity(values.count)
        lengths.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            offsets.append(bytes.count)
            guard let value, !value.isNull else {
                lengths.append(-1)
                continue
            }
            do {
                try value.encode(into: &bytes, as: types[index])
            } catch {
                throw .encoding(parameter: index + 1, expected: error.expected, found: error.found)
            }
            guard let length = Int32(exactly: bytes.count - offsets[index]) else {
                throw .encoding(parameter: index + 1, expected: "less than 2 GiB", found: "more")
            }
            lengths.append(length)
        }
        // An address for values of no length, which libpq would otherwise take for NULL.
        bytes.append(0)
    }

    /// Lends libpq its four arguments, valid during `body`. All formats are binary.
    func withCArrays<Result>(
        _ body: (
            Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        let count = lengths.count
        guard count > 0 else { return body(0, nil, nil, nil) }
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
                unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { formats in
                    unsafe formats.initialize(repeating: 1)
                    for index in 0..<count {
                        let address = unsafe buffer.baseAddress! + offsets[index]
                        unsafe values.initializeElement(
                            at: index, to: lengths[index] < 0 ? nil : address.assumingMemoryBound(to: CChar.self))
                    }
                    return unsafe lengths.withUnsafeBufferPointer { lengths in
                        unsafe body(
                            Int32(count), UnsafePointer(values.baseAddress), lengths.baseAddress,
                            UnsafePointer(formats.baseAddress))
                    }
                }
            }
        }
    }
}
