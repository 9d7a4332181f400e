import HeyGenSimulator
import Testing

@Suite("A webhook address on the command line")
struct WebhookAddressTests {
    @Test(
        "is an http or https URL with a host; plain http beyond loopback is exposed",
        arguments: [
            ("https://example.com/hook", false), ("http://127.0.0.1:8080/webhooks/heygen", false),
            ("http://localhost/", false), ("http://[::1]:80/", false), ("http://intake:8080/webhooks/heygen", true),
            ("HTTP://10.0.0.1", true), ("http://127.0.0.1.example.com/", true),
        ])
    func taken(text: String, isExposed: Bool) throws {
        let address = try #require(WebhookAddress(text))
        #expect(address.url == text)
        #expect(address.isExposed == isExposed)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "foo", "foo.example.com/hook", "ftp://example.com", "http://", "http:///hook", "https://:8080/",
            "http://two words/", "http://example.com:0/", "http://example.com:70000/", "//example.com/",
        ])
    func refused(text: String) {
        #expect(WebhookAddress(text) == nil)
    }

    @Test("its host is shown without user and password")
    func host() {
        #expect(WebhookAddress("http://user:password@intake:8080/hook")?.host == "intake")
    }
}
