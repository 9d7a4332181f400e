import Foundation
import Testing

@testable import JobsAPI

@Suite("What a link says of its end")
struct LinkExpiryTests {
    @Test(
        "the ways of CloudFront, S3 and Google are read, and of several the earliest counts",
        arguments: [
            ("https://x/v.mp4?Expires=1800000000&Signature=s&Key-Pair-Id=k", 1_800_000_000),
            ("https://x/v.mp4?X-Amz-Date=20270115T080000Z&X-Amz-Expires=3600", 1_800_003_600),
            ("https://x/v.mp4?X-Goog-Date=20270115T080000Z&X-Goog-Expires=60", 1_800_000_060),
            ("https://x/v.mp4?Expires=1800000000&X-Amz-Date=20270115T070000Z&X-Amz-Expires=60", 1_799_996_460),
        ])
    func read(_ link: String, _ seconds: TimeInterval) {
        #expect(LinkExpiry.date(of: link) == Date(timeIntervalSince1970: seconds))
    }

    @Test(
        "what says nothing that can be read says nothing",
        arguments: [
            "https://x/v.mp4", "https://x/v.mp4?Expires=soon", "https://x/v.mp4?Expires=-5", "https://x/v.mp4?Expires",
            "https://x/v.mp4?X-Amz-Expires=60", "https://x/v.mp4?X-Amz-Date=today&X-Amz-Expires=60",
            "https://x/v.mp4?Expires=99999999999999999999",
        ])
    func silent(_ link: String) {
        #expect(LinkExpiry.date(of: link) == nil)
    }

    @Test("callers are sent to https, or to http on loopback, and nowhere else")
    func followed() {
        for link in [
            "https://files.example.com/v.mp4?a=b", "http://127.0.0.1:90/v", "http://localhost/v", "http://[::1]:9/v",
        ] {
            #expect(LinkExpiry.mayBeFollowed(link), "\(link)")
        }
        for link in [
            "http://files.example.com/v.mp4", "javascript:alert(1)", "//files.example.com/v", "/v.mp4", "", "https://",
            "https://user:pass@example.com/v", "https://example.com/a b", "https://example.com/\r\nX: y",
            "http://127.0.0.1.example.com/v", "ftp://example.com/v",
        ] {
            #expect(!LinkExpiry.mayBeFollowed(link), "\(link)")
        }
    }
}
