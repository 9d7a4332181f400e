/// The one recording of this process.
actor Recordings {
    static let shared = Recordings()

    private var making: Task<Recording, any Error>?

    func recording() async throws -> Recording {
        let making = making ?? Task { try await Recording.make() }
        self.making = making
        return try await making.value
    }
}
