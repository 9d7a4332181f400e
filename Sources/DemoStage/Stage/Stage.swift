import AsyncHTTPClient
import ClapperClient

/// A whole Clapper with a simulated HeyGen, as processes of their own on a private PostgreSQL.
package struct Stage: Sendable {
    /// Where Clapper answers.
    package let url: String
    package let simulatorURL: String
    package let databaseURL: String
    package let secrets: StageSecrets
    package let isOpen: Bool

    package var ledgerURL: String { simulatorURL + "/_simulator/ledger" }
    var faultsURL: String { simulatorURL + "/_simulator/faults" }
    var eventsURL: String { url + "/webhooks/heygen" }

    /// How another service would call it.
    var client: ClapperClientConfiguration {
        get throws(ClapperClientError) {
            var configuration = try ClapperClientConfiguration(url: url, token: isOpen ? nil : secrets.token)
            // Everything is on this machine: an answer that takes longer never comes.
            configuration.timeout = .seconds(10)
            return configuration
        }
    }
}
