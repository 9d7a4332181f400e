import HeyGen
import Testing

/// The judge itself: that it knows OpenAPI's words, and refuses what it should.
@Suite("The judge of the contract", .contract)
struct SchemaJudgeTests {
    private func judge(_ schema: String, _ document: String, closed: Bool = false) async throws -> String? {
        let task = JudgeTask(schema: schema, document: Array(document.utf8), isClosed: closed)
        return try await SchemaJudge.verdicts([task])[0]
    }

    @Test(
        "good documents pass",
        arguments: [
            (
                "user.me-get.response.json",
                #"{"data":{"username":"u","email":null,"first_name":null,"last_name":null}}"#
            ),
            ("video.create.request.json", #"{"type":"avatar","avatar_id":"a","title":null,"fit":null,"engine":null}"#),
            ("video.create.request.json", #"{"type":"image","image":{"type":"base64","data":"d","media_type":"m"}}"#),
            ("video.create.request.json", #"{"type":"avatar","avatar_id":"a","engine":{"type":"avatar_iii"}}"#),
            ("hyperframes.renders-create.request.json", #"{"project":{"type":"asset_id","asset_id":"a"}}"#),
        ])
    func good(_ schema: String, _ document: String) async throws {
        #expect(try await judge(schema, document, closed: true) == nil)
    }

    @Test(
        "bad documents are refused where they are bad",
        arguments: [
            // Null where nothing says so, and a required member gone.
            ("user.me-get.response.json", #"{"data":{"username":null,"email":null}}"#, "data"),
            // A word outside an enum, in a member that may be null.
            ("video.create.request.json", #"{"type":"avatar","avatar_id":"a","fit":"no"}"#, "fit: 'no' is not one of"),
            // The branch is the discriminator's: an avatar's id is a text, a cinematic avatar's a list.
            (
                "video.create.request.json", #"{"type":"cinematic_avatar","avatar_id":"a","prompt":"p"}"#,
                "avatar_id: 'a'"
            ),
            ("video.create.request.json", #"{"type":"avatar","avatar_id":["a"]}"#, "avatar_id: ['a']"),
            ("video.create.request.json", #"{"type":"hologram"}"#, "type: 'hologram' is not one of"),
            ("video.create.request.json", #"{"avatar_id":"a"}"#, "'type' is a required property"),
            (
                "video.create.request.json", #"{"type":"image","image":{"type":"base64","data":"d"}}"#,
                "image: 'media_type' is a required property"
            ),
            (
                "video.create.request.json", #"{"type":"avatar","avatar_id":"a","engine":{"type":"avatar_iv","x":1}}"#,
                "engine: Additional properties"
            ),
            ("hyperframes.renders-create.request.json", #"{"project":{"type":"url"}}"#, "project: 'url' is a required"),
            ("lipsync.update.request.json", "[]", "the document: [] is not of type 'object'"),
        ])
    func bad(_ schema: String, _ document: String, _ message: String) async throws {
        let verdict = try #require(try await judge(schema, document, closed: true))
        #expect(verdict.contains(message), "\(verdict)")
    }

    @Test("every schema of the contract can be translated, and each operation's file is there")
    func translations() async throws {
        let operations = try Contract.operations()
        #expect(operations.count == 60)
        let files = operations.flatMap { [$0.requestSchema, $0.responseSchema] }.compactMap(\.self)
        #expect(files.count > 70)
        let verdicts = try await SchemaJudge.verdicts(files.map { JudgeTask(schema: $0, document: Array("[]".utf8)) })
        #expect(verdicts.allSatisfy { $0 != nil })
    }

    @Test("a spoiled document is spoiled in one place, which the change names")
    func spoiling() async throws {
        let request = #"{"video":{"type":"url","url":"u"},"output_settings":{"aspect_ratio":"square"}}"#
        let task = JudgeTask(schema: "ai-clipping.create.request.json", document: Array(request.utf8))
        let mutations = try await SchemaJudge.mutations([task])[0]
        let changes = mutations.map(\.change)
        for expected in [
            "video is taken away", "video.url is taken away", #"video.type becomes "no-such-word""#,
            #"output_settings.aspect_ratio becomes "no-such-word""#, "title becomes 7", "output_settings becomes null",
        ] { #expect(changes.contains(expected)) }
        // May be null.
        #expect(!changes.contains("title becomes null"))
        let taken = try #require(mutations.first { $0.change == "video.url is taken away" })
        #expect(try RawJSON(taken.body)["video"]?.members.map(\.key) == ["type"])
        #expect(try RawJSON(taken.body)["output_settings"]?["aspect_ratio"]?.string == "square")
    }
}
