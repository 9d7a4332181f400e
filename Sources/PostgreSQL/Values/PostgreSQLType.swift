/// The type of a value, as the server numbers it (`pg_type.oid`).
package struct PostgreSQLType: RawRepresentable, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let bool = PostgreSQLType(rawValue: 16)
    package static let bytea = PostgreSQLType(rawValue: 17)
    package static let name = PostgreSQLType(rawValue: 19)
    package static let int8 = PostgreSQLType(rawValue: 20)
    package static let int2 = PostgreSQLType(rawValue: 21)
    package static let int4 = PostgreSQLType(rawValue: 23)
    package static let text = PostgreSQLType(rawValue: 25)
    package static let oid = PostgreSQLType(rawValue: 26)
    package static let json = PostgreSQLType(rawValue: 114)
    package static let float4 = PostgreSQLType(rawValue: 700)
    package static let float8 = PostgreSQLType(rawValue: 701)
    package static let unknown = PostgreSQLType(rawValue: 705)
    package static let bpchar = PostgreSQLType(rawValue: 1042)
    package static let varchar = PostgreSQLType(rawValue: 1043)
    package static let timestamptz = PostgreSQLType(rawValue: 1184)
    package static let uuid = PostgreSQLType(rawValue: 2950)
    package static let jsonb = PostgreSQLType(rawValue: 3802)

    /// Types, their arrays and their names: the ones this module has codecs for.
    private static let table: [(type: UInt32, array: UInt32, name: String)] = [
        (16, 1000, "bool"), (17, 1001, "bytea"), (19, 1003, "name"), (20, 1016, "int8"), (21, 1005, "int2"),
        (23, 1007, "int4"), (25, 1009, "text"), (26, 1028, "oid"), (114, 199, "json"), (700, 1021, "float4"),
        (701, 1022, "float8"), (1042, 1014, "bpchar"), (1043, 1015, "varchar"), (1184, 1185, "timestamptz"),
        (2950, 2951, "uuid"), (3802, 3807, "jsonb"),
    ]
    private static let elements = [UInt32: UInt32](uniqueKeysWithValues: table.map { ($0.array, $0.type) })
    private static let names = [UInt32: String](
        uniqueKeysWithValues: table.map { ($0.type, $0.name) } + table.map { ($0.array, $0.name + "[]") })

    /// The type of this array's elements, or nil when this is no array this module knows.
    package var element: PostgreSQLType? {
        Self.elements[rawValue].map(PostgreSQLType.init(rawValue:))
    }

    /// Whether a text's bytes are this type's binary form. Types made by users (enums, domains over text) read theirs
    /// like text, and a wrong guess is refused by the server, not misread.
    var takesText: Bool {
        switch self {
        case .text, .varchar, .name, .bpchar, .unknown: true
        default: rawValue >= 16_384
        }
    }
}

extension PostgreSQLType: CustomStringConvertible {
    /// The type's SQL name, or its number when this module does not know it.
    package var description: String {
        Self.names[rawValue] ?? "type \(rawValue)"
    }
}
