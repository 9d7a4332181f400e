import PostgreSQL

/// What is stored of an endpoint.
package struct StoredEndpoint: Sendable, Hashable {
    package let id: String
    package let url: String
    /// As it was registered with; nil also for one registered elsewhere.
    package let entityID: String?
    /// The secret in use, sealed; nil if it is not known.
    package let sealedSecret: [UInt8]?
    /// Whether a rotation of it was begun and not finished.
    package let isChanging: Bool

    init(_ row: PostgreSQLRow) throws {
        id = try row.decode("endpoint_id")
        url = try row.decode("url")
        entityID = try row.decode("entity_id")
        sealedSecret = try row.decode("secret", as: Bytes?.self)?.array
        isChanging = try row.decode("unfinished")
    }
}
