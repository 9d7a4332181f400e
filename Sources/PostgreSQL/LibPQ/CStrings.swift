/// Lends C a NULL-terminated array of C strings, valid during `body`.
func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    var characters: [CChar] = []
    var offsets: [Int] = []
    for string in strings {
        offsets.append(characters.count)
        characters.append(contentsOf: string.utf8CString)
    }
    // One more, so that the buffer has an address even when there is nothing in it.
    characters.append(0)
    return unsafe characters.withUnsafeBufferPointer { buffer in
        unsafe withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: offsets.count + 1) { array in
            for (index, offset) in offsets.enumerated() {
                unsafe array.initializeElement(at: index, to: buffer.baseAddress! + offset)
            }
            unsafe array.initializeElement(at: offsets.count, to: nil)
            return unsafe body(UnsafePointer(array.baseAddress!))
        }
    }
}
