import Foundation
import Glibc
import Testing

@testable import DemoStage

@Suite("The stage's parts")
struct StageTests {
    @Test("a port somebody listens on cannot be reserved, and a reserved one is nobody's by chance")
    func ports() throws {
        let listener = try ListeningSocket()
        #expect(throws: StageError.portTaken(listener.port)) { _ = try PortReservation(port: listener.port).port }
        let reserved = try PortReservation()
        let port = reserved.port
        #expect(port > 0)
        for _ in 0..<50 {
            let other = try ListeningSocket()
            #expect(other.port != port)
        }
        withExtendedLifetime(reserved) {}
    }

    @Test("a pointer is made with an empty folder, and followed while that is there")
    func pointer() throws {
        try withFolder { folder in
            let pointer = ClusterPointer(folder: folder + "/.clapper")
            let (first, notice) = try pointer.directory()
            defer { try? FileManager.default.removeItem(atPath: first) }
            #expect(notice == nil)
            #expect(first.hasPrefix("/tmp/clapper-"))
            let (again, nothing) = try pointer.directory()
            #expect(again == first)
            #expect(nothing == nil)
        }
    }

    @Test("a pointer to nothing, to something else or to no path is replaced, and says so")
    func stalePointer() throws {
        try withFolder { folder in
            let pointer = ClusterPointer(folder: folder)
            let (gone, _) = try pointer.directory()
            try FileManager.default.removeItem(atPath: gone)
            let (second, notice) = try pointer.directory()
            #expect(second != gone)
            #expect(notice == "there is no cluster in \(gone) any more; beginning with an empty one")
            try Data().write(to: URL(filePath: second + "/somebodys-file"))
            let (third, other) = try pointer.directory()
            #expect(third != second)
            #expect(other?.contains(second) == true)
            try Data("data".utf8).write(to: URL(filePath: pointer.file))
            let (fourth, strange) = try pointer.directory()
            #expect(strange == "\(pointer.file) names no folder; beginning with an empty one")
            for path in [second, third, fourth] { try? FileManager.default.removeItem(atPath: path) }
        }
    }

    @Test("secrets are made once, for their owner's eyes only, and found again")
    func secrets() throws {
        try withFolder { folder in
            let kept = KeptSecrets(folder: folder + "/.clapper")
            let (first, notice) = try kept.secrets()
            #expect(notice == nil)
            let mode = try FileManager.default.attributesOfItem(atPath: kept.file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let (again, nothing) = try kept.secrets()
            #expect(nothing == nil)
            #expect(again.notify == first.notify)
            #expect(again.webhook == first.webhook)
            #expect(again.key == first.key)
            #expect(StandardWebhook(secret: again.notify) != nil)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/.clapper") == ["secrets"])
        }
    }

    @Test(
        "a file without all secrets is replaced, and says so",
        arguments: [
            "", "nonsense", "CLAPPER_NOTIFY_SECRET=whsec_?\nHEYGEN_WEBHOOK_SECRETS=x\n",
            "CLAPPER_NOTIFY_SECRET=whsec_AAAA\nHEYGEN_WEBHOOK_SECRETS=\n", "CLAPPER_NOTIFY_SECRET=whsec_AAAA",
            "CLAPPER_NOTIFY_SECRET=whsec_AAAA\nHEYGEN_WEBHOOK_SECRETS=x\nCLAPPER_SECRET_KEY=short\n",
        ])
    func brokenSecrets(text: String) throws {
        try withFolder { folder in
            let kept = KeptSecrets(folder: folder)
            try Data(text.utf8).write(to: URL(filePath: kept.file))
            let (made, notice) = try kept.secrets()
            #expect(notice == "\(kept.file) does not hold all secrets; making new ones")
            #expect(made.notify != "whsec_AAAA")
            #expect(try kept.secrets().secrets.notify == made.notify)
        }
    }

    @Test("where no file can be made, the folder is named")
    func noFolder() throws {
        try withFolder { folder in
            try Data().write(to: URL(filePath: folder + "/.clapper"))
            #expect {
                _ = try KeptSecrets(folder: folder + "/.clapper").secrets()
            } throws: { error in
                guard case .folder(folder + "/.clapper", _)? = error as? StageError else { return false }
                return true
            }
        }
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "clapper-test-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
