import AsyncHTTPClient
import ClapperClient
import Examples
import Foundation
import HeyGen
import HeyGenSimulator
import Logging
import NIOCore
import NIOHTTP1
import Testing

@Suite struct ExamplesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "examples")

    private func expectSame(_ folder: String, _ embedded: [(name: String, bytes: [UInt8])]) throws {
        let url = Self.folder.appending(path: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
        #expect(embedded.map { "\($0.name).json" }.sorted() == names.sorted())
        for (name, bytes) in embedded {
            #expect(try Array(Data(contentsOf: url.appending(path: "\(name).json"))) == bytes, "\(name)")
        }
    }

    @Test("the lists are the folders: the same names, the same bytes")
    func agree() throws {
        try expectSame("requests", Examples.requests.map { ($0.name, $0.request) })
        #expect(Examples.requests.count == 20)
        #expect(Examples.requests.map(\.name) == Examples.requests.map(\.name).sorted())
        try expectSame("kinds", Examples.kinds.map { ($0.name, $0.request) })
        try expectSame("preparations", [("proofread_session", Examples.proofreadSession)])
    }

    @Test("there is an example of every kind, in the order of the kinds, and of every type of video")
    func kinds() throws {
        var names: [String] = []
        for example in Examples.kinds where names.last != example.kind { names.append(example.kind) }
        #expect(names == RenderKind.all.map(\.name))
        let types = try Examples.kinds.compactMap { try RawJSON($0.request)["type"]?.string }
        #expect(types == ["avatar", "image", "studio", "cinematic_avatar"])
        for example in Examples.kinds {
            let kind = try #require(RenderKind.named(example.kind))
            #expect(kind.refusal(of: try RawJSON(example.request)) == nil, "\(example.name)")
        }
    }

    @Test("every example has a title of its own and leaves the callback id to Clapper")
    func titles() throws {
        var titles: Set<String> = []
        var types: [String: Int] = [:]
        for example in Examples.requests {
            let json = try RawJSON(example.request)
            titles.insert(try #require(json["title"]?.string, "\(example.name)"))
            types[json["type"]?.string ?? "", default: 0] += 1
            #expect(json["callback_id"] == nil && json["callback_url"] == nil, "\(example.name)")
        }
        #expect(titles.count == Examples.requests.count)
        #expect(types.keys.sorted() == ["avatar", "image", "studio"])
        #expect(types["studio"] == 2)
    }

    @Test("HeyGen's simulator takes a request of every kind, and of a proofread what comes before it")
    func everyKind() async throws {
        var configuration = SimulatorConfiguration()
        configuration.limit = 20
        configuration.renderSeconds = 0...0
        configuration.failRate = 0
        let logger = Logger(label: "test")
        try await Simulator.withRunning(configuration, logger: logger) { simulator, url in
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                let proofreads = try await makeProofreads(url, http)
                #expect(proofreads.count == 2)
                let client = HeyGenClient(
                    configuration: HeyGenConfiguration(baseURL: url, credential: .apiKey("key")), httpClient: http,
                    logger: logger)
                for example in Examples.kinds {
                    var bytes = example.request
                    if let placeholder = try RawJSON(bytes)["proofread_id"]?.string {
                        let text = String(decoding: bytes, as: UTF8.self)
                        bytes = Array(text.replacing(placeholder, with: proofreads.first ?? "").utf8)
                    }
                    let kind = try #require(RenderKind.named(example.kind))
                    let request = try CreateRequest(bytes, of: kind, callbackID: example.name)
                    do throws(HeyGenError) {
                        _ = try await client.create(request, idempotencyKey: example.name)
                    } catch {
                        Issue.record("\(example.name): \(error)")
                    }
                }
            }
            #expect(simulator.ledger.purchases == Examples.kinds.count + 2)
        }
    }

    private func makeProofreads(_ url: String, _ http: HTTPClient) async throws -> [String] {
        var request = HTTPClientRequest(url: url + "/v3/video-translations/proofreads")
        request.method = .POST
        for (name, value) in [("x-api-key", "key"), ("user-agent", "test"), ("content-type", "application/json")] {
            request.headers.add(name: name, value: value)
        }
        request.body = .bytes(Examples.proofreadSession)
        let response = try await http.execute(request, timeout: .seconds(30))
        let answer = try RawJSON(Array(buffer: try await response.body.collect(upTo: 65_536)))
        return answer["data"]?["proofread_ids"]?.elements.compactMap(\.string) ?? []
    }

    @Test("HeyGen's simulator renders every example, with Clapper's fields in it")
    func accepted() async throws {
        var configuration = SimulatorConfiguration()
        configuration.limit = 20
        let logger = Logger(label: "test")
        try await Simulator.withRunning(configuration, logger: logger) { simulator, url in
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                let client = HeyGenClient(
                    configuration: HeyGenConfiguration(baseURL: url, credential: .apiKey("key")), httpClient: http,
                    logger: logger)
                for example in Examples.requests {
                    let request = try CreateRequest(
                        example.request, of: .video, callbackID: example.name, titleSuffix: " [clp:\(example.name)]")
                    do throws(HeyGenError) {
                        _ = try await client.create(request, idempotencyKey: example.name)
                    } catch {
                        Issue.record("\(example.name): \(error)")
                    }
                }
            }
            #expect(simulator.ledger.purchases == 20)
        }
    }
}
