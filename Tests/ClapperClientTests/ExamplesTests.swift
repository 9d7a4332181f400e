import AsyncHTTPClient
import ClapperClient
import Examples
import Foundation
import HeyGen
import HeyGenSimulator
import Logging
import Testing

@Suite struct ExamplesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "examples/requests")

    @Test("the list is the folder: the same twenty names, the same bytes")
    func agree() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Examples.requests.map { "\($0.name).json" } == names.sorted())
        #expect(names.count == 20)
        for example in Examples.requests {
            let file = Self.folder.appending(path: "\(example.name).json")
            #expect(try Array(Data(contentsOf: file)) == example.request, "\(example.name)")
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
