/// Where HeyGen is, and who we are there.
package struct HeyGenConfiguration: Sendable {
    /// The address without a path, such as `https://api.heygen.com`; a trailing slash is ignored.
    package var baseURL: String
    /// What proves who we are.
    package var credential: Credential
    /// Sent with every request: HeyGen's edge refuses some default agents with an HTML page.
    package var userAgent: String
    /// The whole time of a create. HeyGen's own client allows 120 s, and a p99 of 31 s was measured.
    package var createTimeout: Duration
    /// The whole time of a read.
    package var readTimeout: Duration

    package init(
        baseURL: String = "https://api.heygen.com", credential: Credential, userAgent: String = "Clapper",
        createTimeout: Duration = .seconds(150), readTimeout: Duration = .seconds(30)
    ) {
        self.baseURL = baseURL
        self.credential = credential
        self.userAgent = userAgent
        self.createTimeout = createTimeout
        self.readTimeout = readTimeout
    }
}
