package import SQL

/// What has to be applied to a database, given what was.
package struct MigrationPlan: Sendable {
    package let migrations: [SQL.Script]
    package let functions: [SQL.Script]

    package var isEmpty: Bool { migrations.isEmpty && functions.isEmpty }

    /// The files to be applied, in order.
    package var names: [String] {
        migrations.map { "migrations/\($0.name).sql" } + functions.map { "functions/\($0.name).sql" }
    }

    /// Compares what was applied (name to checksum) with the files of this version.
    init(
        applied: [String: [UInt8]], functions: [String: [UInt8]],
        files: [SQL.Script] = SQL.migrations, functionFiles: [SQL.Script] = SQL.functions
    ) throws(JobStoreError) {
        let known = Set(files.map(\.name))
        if let newer = applied.keys.filter({ !known.contains($0) }).max() { throw .newerSchema(newer) }
        for file in files {
            if let checksum = applied[file.name], checksum != Migrator.checksum(file) {
                throw .editedMigration(file.name)
            }
        }
        self.migrations = files.filter { applied[$0.name] == nil }
        self.functions = functionFiles.filter { functions[$0.name] != Migrator.checksum($0) }
    }
}
