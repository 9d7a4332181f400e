import Foundation
import Testing

/// HeyGen's contract, read where it lies: beside the repository, or in the folder that `CLAPPER_CONTRACT` names. Nothing of
/// it is copied here; the files in `Documented` say in our words what its README says and no schema does.
enum Contract {
    private static let environment = ProcessInfo.processInfo.environment
    static let testFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// Has `schemas` and `events`.
    static let folder: URL = {
        if let named = environment["CLAPPER_CONTRACT"], !named.isEmpty { return URL(filePath: named) }
        return testFolder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "shared/heygen")
    }()
    static let schemas = folder.appending(path: "schemas")
    static let events = folder.appending(path: "events")

    /// With `CLAPPER_CI` nothing may be skipped: what is missing then makes the tests fail.
    static let isDemanded = environment["CLAPPER_CI"].map { !$0.isEmpty } ?? false

    static var isHere: Bool {
        FileManager.default.fileExists(atPath: schemas.appending(path: "operations.json").path)
    }

    /// A schema of our own, as the judge takes it.
    static func documented(_ name: String) -> String {
        testFolder.appending(path: "Documented/\(name).json").path
    }

    static func operations() throws -> [Operation] {
        try JSONDecoder().decode(
            [Operation].self, from: Data(contentsOf: schemas.appending(path: "operations.json")))
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips what needs the contract or its judge where they are missing, except in CI.
    static var contract: Self {
        .enabled(
            "needs HeyGen's schemas in \(Contract.schemas.path) (CLAPPER_CONTRACT names another place) and python3-jsonschema"
        ) {
            if Contract.isDemanded { return true }
            return Contract.isHere && SchemaJudge.interpreter() != nil
        }
    }
}
