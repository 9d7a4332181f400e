/// The database answers and lacks migrations of this version: nothing would work. `clapper migrate` applies them.
package struct MissingMigrations: Error, Equatable, Sendable, CustomStringConvertible {
    package let count: Int

    package init(count: Int) { self.count = count }

    package var description: String {
        "the database lacks \(count) \(count == 1 ? "migration" : "migrations"): run clapper migrate"
    }
}
