import Foundation

/// The rules for a `notify_url`. The same stand in `check_job.sql`.
package enum NotifyURL {
    /// Why this cannot be told to; `nil` if it can.
    package static func refusal(_ text: String) -> String? {
        let wanted = "must be an http or https URL of at most 2,000 characters, without user or password"
        guard text.utf8.count <= 2000, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let components = URLComponents(string: text), let scheme = components.scheme,
            scheme == "http" || scheme == "https", let host = components.host, !host.isEmpty,
            components.user == nil, components.password == nil,
            components.port.map({ (1...65535).contains($0) }) ?? true
        else { return wanted }
        return nil
    }
}
