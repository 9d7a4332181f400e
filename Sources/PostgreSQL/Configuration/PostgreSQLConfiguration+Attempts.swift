extension PostgreSQLConfiguration {
    /// What to hand libpq, once for each host, in order.
    ///
    /// Hosts are split because libpq leaves time limits of non-blocking connects to its caller: within one attempt over
    /// several hosts, a first host that swallows packets would use up the time of all. `prefer-standby` needs libpq to
    /// see all hosts and is left whole.
    func attempts() -> [[(keyword: String, value: String)]] {
        guard value("target_session_attrs") != "prefer-standby" else { return [complete(parameters)] }
        let lists = ["host", "hostaddr", "port"].map { ($0, split($0)) }
        let count = max(lists[0].1.count, lists[1].1.count)
        guard count > 1, lists.allSatisfy({ $0.1.count <= 1 || $0.1.count == count }) else {
            return [complete(parameters)]
        }
        return (0..<count).map { index in
            var own = parameters
            for (keyword, values) in lists where values.count > 1 {
                own.removeAll { $0.keyword == keyword }
                own.append(Parameter(keyword: keyword, value: values[index]))
            }
            return complete(own)
        }
    }

    private func split(_ keyword: String) -> [String] {
        value(keyword)?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
    }

    /// Adds what every connection of ours has.
    private func complete(_ parameters: [Parameter]) -> [(keyword: String, value: String)] {
        var complete = parameters.filter { $0.keyword != "application_name" }
        complete.append(Parameter(keyword: "application_name", value: applicationName))
        for (keyword, value) in Self.defaults where !complete.contains(where: { $0.keyword == keyword }) {
            complete.append(Parameter(keyword: keyword, value: value))
        }
        return complete.map { ($0.keyword, $0.value) }
    }

    /// Text is UTF-8 on the wire. A peer that vanished is noticed within a minute when idle, and after 30 s of
    /// unacknowledged data.
    private static let defaults = [
        ("client_encoding", "UTF8"), ("keepalives_idle", "30"), ("keepalives_interval", "10"),
        ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
    ]
}
