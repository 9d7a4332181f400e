package import PostgreSQL

/// How to fill a template database that the databases of tests are cloned from.
package struct TemplatePreparation: Sendable {
    /// Preparations of one name are made once per test process.
    package let name: String
    /// Fills the template. Every connection must be closed when it returns: PostgreSQL does not clone a database in use.
    package let prepare: @Sendable (PostgreSQLConfiguration) async throws -> Void

    package init(
        name: String, prepare: @escaping @Sendable (PostgreSQLConfiguration) async throws -> Void
    ) {
        self.name = name
        self.prepare = prepare
    }
}
