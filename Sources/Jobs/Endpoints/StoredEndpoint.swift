import PostgreSQL

/// What is stored of an endpoint.
package struct StoredEndpoint: Sendable, Hashable {
    package let id: String
    package let url: String
    /// As it was registered with; nil also for one registered elsewhere.
    package let entityID: String?
    /// The secret in use, sealed; nil if it is not known.
    package let sealedSecret: [UInt8]?
    /// What was begun about it and not finished.
    package let unfinished: EndpointPurpose?

    init(_ row: PostgreSQLRow) throws {
        id = try row.decode("endpoint_id")
        url = try row.decode("url")
        entityID = try row.decode("entity_id")
        sealedSecret = try row.decode("secret", as: Bytes?.self)?.array
        unfinished = try row.decode("unfinished", as: String?.self).flatMap(EndpointPurpose.init)
    }
}
