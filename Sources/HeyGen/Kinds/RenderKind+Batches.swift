extension RenderKind {
    /// Whether a request of this kind may go in a batch with others.
    package func isBatchable(_ request: [UInt8]) -> Bool {
        guard let batch else { return false }
        guard !batch.typesLeftOut.isEmpty, let type = (try? RawJSON(request))?["type"]?.string else { return true }
        return !batch.typesLeftOut.contains(type)
    }
}
