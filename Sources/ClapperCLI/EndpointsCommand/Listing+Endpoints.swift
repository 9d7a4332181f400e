extension Listing {
    static let endpoints = Listing(
        noun: "endpoints",
        columns: [
            ("endpoint_id", .init(title: "ID", shrinks: false)),
            ("status", .init(title: "STATUS", shrinks: false)),
            ("secret", .init(title: "SECRET", shrinks: false)),
            ("url", .init(title: "URL", longest: 80)),
            ("created_at", .init(title: "CREATED", shrinks: false)),
            ("events", .init(title: "EVENTS", longest: 60)),
        ])

    static let eventTypes = Listing(
        noun: "types of events",
        columns: [
            ("event_type", .init(title: "TYPE", longest: 60, shrinks: false)),
            ("description", .init(title: "DESCRIPTION", longest: 80)),
        ])

    static let deliveries = Listing(
        noun: "deliveries",
        columns: [
            ("event_id", .init(title: "ID", shrinks: false)),
            ("created_at", .init(title: "AT", shrinks: false)),
            ("event_type", .init(title: "TYPE", shrinks: false)),
            ("event_data", .init(title: "DATA", longest: 80)),
        ])
}
