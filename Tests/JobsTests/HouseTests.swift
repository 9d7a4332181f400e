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
        "HeyGenSimulator": ["HeyGen"],
        "Jobs": ["HeyGen", "PostgreSQL", "SQL"],
        "ClapperCLI": ["HeyGenSimulator", "Jobs", "Observability", "PostgreSQL"],
    ]
    static let outside: [String: Set<String>] = [
        "CLibPQ": ["PostgreSQL"], "AsyncHTTPClient": ["HeyGen", "HeyGenSimulator"],
        "Hummingbird": ["HeyGenSimulator", "Observability"],
    ]

    static func files() throws -> [(module: String, path: String, text: String)] {
        let sources = root.appending(path: "Sources")
        var found: [(String, String, String)] = []
        let walk = try #require(FileManager.default.enumerator(atPath: sources.path))
        for case let path as String in walk where path.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            found.append((String(path.split(separator: "/")[0]), path, text))
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
                if Self.allowed[name] != nil || name == "SQL" {
                    #expect(name == file.module || rule.contains(name), "\(file.path) imports \(name)")
                }
                if let few = Self.outside[name] { #expect(few.contains(file.module), "\(file.path) imports \(name)") }
            }
        }
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
