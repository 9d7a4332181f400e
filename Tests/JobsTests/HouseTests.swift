import Foundation
import Testing

/// The rules of the house: imports run downwards only, and SQL stands in files.
@Suite("The house")
struct HouseTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What each module may import of ours.
    static let allowed: [String: Set<String>] = [
        "CLibPQ": [], "PostgreSQL": ["CLibPQ"], "PostgreSQLCluster": [], "HeyGen": [], "Observability": [],
        "Problems": [], "HeyGenSimulator": ["HeyGen"], "ClapperClient": ["HeyGen"], "Examples": [],
        "SQL": ["PostgreSQL"],
        "Jobs": ["HeyGen", "PostgreSQL", "SQL"],
        "Workers": ["HeyGen", "Jobs"],
        "Endpoints": ["HeyGen", "Jobs"],
        "Intake": ["Endpoints", "HeyGen", "Jobs", "PostgreSQL", "Problems"],
        "JobsAPI": ["Endpoints", "HeyGen", "Jobs", "PostgreSQL", "Problems"],
        "Clapper": [
            "Endpoints", "HeyGen", "Intake", "Jobs", "JobsAPI", "Observability", "PostgreSQL", "Problems", "Workers",
        ],
        "DemoStage": [
            "ClapperClient", "Examples", "HeyGen", "HeyGenSimulator", "Jobs", "PostgreSQL", "PostgreSQLCluster",
        ],
        "ClapperCLI": [
            "Clapper", "ClapperClient", "DemoStage", "Examples", "HeyGen", "HeyGenSimulator", "Jobs", "Observability",
            "PostgreSQL",
            "PostgreSQLCluster", "Workers",
        ],
    ]
    /// Who may see what is not ours.
    static let outside: [String: Set<String>] = [
        "CLibPQ": ["PostgreSQL"],
        // Of the workers, only the notifier speaks HTTP by itself; Clapper makes the clients and hands them out.
        "AsyncHTTPClient": ["Clapper", "ClapperClient", "DemoStage", "HeyGen", "HeyGenSimulator", "Workers"],
        "Hummingbird": ["Clapper", "DemoStage", "HeyGenSimulator", "Intake", "JobsAPI", "Observability", "Problems"],
    ]
    /// The folders of sources, with the module of each; in `Sources` the folder's name is the module's.
    static let folders: [(path: String, module: String?)] = [
        ("Sources", nil), ("workers", "Workers"), ("examples", "Examples"), ("sql", "SQL"),
    ]

    static func files() throws -> [(module: String, path: String, text: String)] {
        var found: [(String, String, String)] = []
        for folder in folders {
            let url = root.appending(path: folder.path)
            let walk = try #require(FileManager.default.enumerator(atPath: url.path))
            for case let path as String in walk where path.hasSuffix(".swift") {
                let text = try String(contentsOf: url.appending(path: path), encoding: .utf8)
                let module = folder.module ?? String(path.split(separator: "/")[0])
                found.append((module, "\(folder.path)/\(path)", text))
            }
        }
        return found
    }

    static func imports(_ text: String) -> Set<String> {
        Set(text.matches(of: /(?m)^(?:@\w+ )?(?:package |public )?import (?:\w+ )?(\w+)/).map { String($0.1) })
    }

    @Test("imports run downwards only, and only the named modules see libpq, AsyncHTTPClient and Hummingbird")
    func direction() throws {
        let files = try Self.files()
        #expect(files.count > 50)
        for file in files {
            let rule = try #require(Self.allowed[file.module], "\(file.module) has no rule: add one here")
            for name in Self.imports(file.text) {
                if Self.allowed[name] != nil {
                    #expect(name == file.module || rule.contains(name), "\(file.path) imports \(name)")
                }
                if let few = Self.outside[name] { #expect(few.contains(file.module), "\(file.path) imports \(name)") }
            }
        }
    }

    @Test("of the workers only the notifier speaks HTTP by itself")
    func notifierOnly() throws {
        let others = try Self.files().filter { $0.module == "Workers" && !$0.path.hasPrefix("workers/Notifier/") }
        #expect(others.count > 10)
        for file in others { #expect(!Self.imports(file.text).contains("AsyncHTTPClient"), "\(file.path)") }
    }

    @Test("the jobs know HeyGen's words but not its client")
    func noClient() throws {
        for file in try Self.files() where file.module == "Jobs" {
            #expect(!file.text.contains("HeyGenClient"), "\(file.path)")
        }
    }

    @Test("no statement stands in Swift")
    func noSQL() throws {
        for file in try Self.files() where file.module != "PostgreSQL" && file.module != "PostgreSQLCluster" {
            #expect(
                file.text.firstMatch(of: /"[^"\n]*\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b [a-zA-Z*]/) == nil,
                "\(file.path)")
        }
    }
}
