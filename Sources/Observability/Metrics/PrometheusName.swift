/// Names as the text format allows them.
enum PrometheusName {
    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`: everything else becomes `_`, so `http.server.active_requests` keeps its words.
    static func metric(_ raw: String) -> String {
        sanitised(raw, alsoAllowed: UInt8(ascii: ":"))
    }

    /// `[a-zA-Z_][a-zA-Z0-9_]*`. Names that the format keeps for itself (`le`, `quantile`, `__…`) are prefixed.
    static func label(_ raw: String) -> String {
        let name = sanitised(raw, alsoAllowed: nil)
        if name == "le" || name == "quantile" { return "exported_\(name)" }
        return name.hasPrefix("__") ? "exported\(name)" : name
    }

    private static func sanitised(_ raw: String, alsoAllowed extra: UInt8?) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.utf8.count + 1)
        for scalar in raw.unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value), isNameByte(byte) || byte == extra else {
                bytes.append(UInt8(ascii: "_"))
                continue
            }
            if bytes.isEmpty, isDigit(byte) { bytes.append(UInt8(ascii: "_")) }
            bytes.append(byte)
        }
        return bytes.isEmpty ? "_" : String(decoding: bytes, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
