import Foundation
import Jobs
import Testing

@testable import Clapper

@Suite("A settings file")
struct SettingsFileTests {
    /// Settings from the text of a file, and from variables that win.
    private func settings(_ text: String, _ environment: [String: String] = [:]) async throws -> Settings {
        let file = FileManager.default.temporaryDirectory.appending(path: "clapper-\(UUID()).json").path
        try Data(text.utf8).write(to: URL(filePath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        do throws(SettingsError) {
            return try Settings(try await SettingsReader(environment: environment, file: file))
        } catch {
            throw SettingsError(error.name, error.reason.replacing(file, with: "FILE"))
        }
    }

    private func expectRefusal(_ text: String, _ reason: String) async {
        await #expect(throws: SettingsError("--config", reason)) { try await settings(text) }
    }

    @Test("sets texts, numbers, switches and lists; the environment wins")
    func values() async throws {
        let text = """
            {"database": {"url": "postgres://localhost/x"}, "heygen": {"apiKey": "k", "webhookSecrets": ["a", "b"]},
             "clapper": {"maxRenders": 7, "port": "81", "titleSuffix": false, "strictTimestamps": "on", "timeScale": 2.5,
                         "roles": ["api", "intake"], "publicUrl": null, "poolSize": 3}}
            """
        let settings = try await settings(text, ["CLAPPER_POOL_SIZE": "4"])
        #expect(settings.maxRenders == 7)
        #expect(settings.port == 81)
        #expect(!settings.titleSuffix)
        #expect(settings.strictTimestamps)
        #expect(settings.timeScale.factor == 2.5)
        #expect(settings.roles == [.api, .intake])
        #expect(settings.webhookSecrets == ["a", "b"])
        #expect(settings.publicURL == nil)
        #expect(settings.poolSize == 4)
    }

    @Test("with a member nobody knows is refused: the member and the known ones are named")
    func unknown() async {
        let error = await #expect(throws: SettingsError.self) { try await settings(#"{"clapper":{"maxRender":1}}"#) }
        #expect(error?.name == "--config")
        #expect(error?.reason.hasPrefix("FILE: 'maxRender' is unknown in clapper; known are apiTokens, ") == true)
        #expect(error?.reason.contains(", maxRenders, ") == true)
        await expectRefusal(
            #"{"database":{"uri":"x"}}"#, "FILE: 'uri' is unknown in database; known are url")
        await expectRefusal(#"{"claper":{}}"#, "FILE: 'claper' is unknown; known are clapper, database, heygen")
    }

    @Test("with a value of a kind no setting has is refused: the member is named")
    func kinds() async {
        for value in ["{}", "[1]", #"["a,b"]"#, #""\u0000""#] {
            await expectRefusal(
                #"{"clapper":{"roles":\#(value)}}"#,
                "FILE: clapper.roles must be a text, a number, true or false, or a list of texts without commas")
        }
        await expectRefusal(#"{"clapper":[]}"#, "FILE: clapper must be an object")
    }

    @Test("that is no JSON object says so in one sentence, with the place")
    func broken() async {
        await expectRefusal(#"{"clapper":"#, "FILE is no JSON object: the text ends too early (byte 11)")
        await expectRefusal("", "FILE is no JSON object: the text is empty (byte 0)")
        await expectRefusal("[]", "FILE is no JSON object")
        await expectRefusal(
            String(repeating: " ", count: 1_048_576) + "{}", "FILE is larger than 1 MiB")
    }

    @Test("that is not there, or a folder, is named")
    func missing() async {
        for (file, what) in [("/no/such/file", "opened"), ("/", "read")] {
            await #expect(
                throws: SettingsError("--config", "\(file) cannot be \(what); give a JSON file with settings")
            ) {
                try await SettingsReader(environment: [:], file: file)
            }
        }
    }
}
