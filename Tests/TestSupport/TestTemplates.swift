/// The template databases of this test process, each made once.
actor TestTemplates {
    static let shared = TestTemplates()

    private var names: [String: Task<String, any Error>] = [:]

    /// The database to clone for `preparation`.
    func database(for preparation: TemplatePreparation?) async throws -> String {
        guard let preparation else { return "template0" }
        if let task = names[preparation.name] { return try await task.value }
        let task = Task { try await Self.make(preparation) }
        names[preparation.name] = task
        return try await task.value
    }

    private static func make(_ preparation: TemplatePreparation) async throws -> String {
        let database = try await TestDatabase(named: "template_\(TestDatabase.unique())")
        try await TestCluster.shared.administer("CREATE DATABASE \(database.name) TEMPLATE template0")
        try await preparation.prepare(database.configuration)
        return database.name
    }
}
