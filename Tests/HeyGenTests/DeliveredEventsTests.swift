import AsyncHTTPClient
import Foundation
import HeyGen
import Logging
import Testing

@Suite("The list of delivered events")
struct DeliveredEventsTests {
    private func page(_ json: String) async throws -> DeliveredEventPage {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: \(json.utf8.count)\r\n\r\n\(json)"
        return try await CannedServer.withRunning(answer) { url in
            try await HTTPClient.withHTTPClient(configuration: HeyGenClient.httpClientConfiguration()) { http in
                let configuration = HeyGenConfiguration(baseURL: url, credential: .apiKey("k"))
                let client = HeyGenClient(configuration: configuration, httpClient: http, logger: Logger(label: "test"))
                return try await client.deliveredEvents(token: "a b")
            }
        }
    }

    @Test("an item becomes the envelope a delivery has, its data byte for byte")
    func bytes() async throws {
        let data =
            "{ \"video_id\" : \"v1\",\"callback_id\":\"c\\u00e9\", \"url\":\"https:\\/\\/x\\/v.mp4\", \"n\": 1e3 }"
        let page = try await page(
            #"{"data":[{"event_id":"e1","event_type":"avatar_video.success","created_at":"2026-05-01T10:00:00Z","#
                + #""event_data":\#(data)}],"has_more":true,"next_token":"n"}"#)
        let event = try #require(page.events.first)
        #expect(
            String(decoding: event.body, as: UTF8.self)
                == #"{"event_type":"avatar_video.success","event_data":\#(data),"event_id":"e1"}"#)
        #expect(event.createdAt == Date(timeIntervalSince1970: 1_777_629_600))
        #expect(page.nextToken == "n")
        let read = try #require(HeyGenEvent(body: event.body))
        #expect(read.meaning == .succeeded && read.renderID == "v1" && read.eventID == "e1" && read.callbackID == "cé")
    }

    @Test("items of which nothing can be made are counted, and the last page has no token")
    func unreadable() async throws {
        let page = try await page(
            #"{"data":[{"event_id":"e"},7,{"event_id":"e","event_type":"t","event_data":{}}],"has_more":false,"#
                + #""next_token":"n"}"#)
        #expect(page.events.count == 1 && page.unreadable == 2 && page.nextToken == nil)
        #expect(page.events[0].createdAt == nil)
    }
}
