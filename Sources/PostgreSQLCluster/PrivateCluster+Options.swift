extension PrivateCluster {
    /// What the cluster is for and where it lies.
    package struct Options: Sendable {
        /// What a crash of the machine may cost.
        package enum Durability: Sendable {
            /// Nothing that was committed.
            case durable
            /// Everything: no fsync, for tests.
            case test
        }

        /// Where the cluster lives across starts; nil for a fresh temporary folder that is removed at the end.
        package var directory: String?
        package var durability: Durability
        package var maximumConnections: Int
        /// nil: no TCP. A port on 127.0.0.1 otherwise, with a password; 0 picks a free one.
        package var port: Int?
        /// The database ``PrivateCluster/url`` names; created with the cluster.
        package var database: String
        /// More lines of `postgresql.conf`.
        package var settings: [String: String]
        /// From a cold disk, with recovery after a crash.
        package var startTimeout: Duration = .seconds(60)

        package init(
            directory: String? = nil, durability: Durability = .durable, maximumConnections: Int = 100,
            port: Int? = nil, database: String = "postgres", settings: [String: String] = [:]
        ) {
            self.directory = directory
            self.durability = durability
            self.maximumConnections = maximumConnections
            self.port = port
            self.database = database
            self.settings = settings
        }

        /// The server's settings, ours first.
        func serverSettings(socketFolder: String, port: Int) -> [(name: String, value: String)] {
            var all = [
                "cluster_name": "clapper",
                "listen_addresses": self.port == nil ? "" : "127.0.0.1",
                "port": "\(port)",
                "unix_socket_directories": socketFolder,
                "unix_socket_permissions": "0700",
                "max_connections": "\(maximumConnections)",
                "logging_collector": "off",
                "log_destination": "stderr",
            ]
            if durability == .test {
                all["fsync"] = "off"
                all["synchronous_commit"] = "off"
                all["full_page_writes"] = "off"
                all["jit"] = "off"
            }
            all.merge(settings) { _, given in given }
            return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
    }
}
