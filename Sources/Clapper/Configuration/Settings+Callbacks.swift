import Jobs

extension Settings {
    /// The addresses of jobs that are told by `callback_url`; nil where a setting for it is missing.
    var callbacks: CallbackURLs? {
        guard let publicURL, let secretKey else { return nil }
        return CallbackURLs(publicURL: publicURL, tokens: CallbackTokens(secretKey: secretKey))
    }

    static func callbackMode(
        _ reader: SettingsReader, publicURL: String?, secretKey: SecretKey?
    ) throws(SettingsError) -> CallbackMode {
        guard let text = reader.text("CLAPPER_CALLBACK_MODE") else { return .endpoint }
        guard let mode = CallbackMode(rawValue: text) else {
            throw SettingsError("CLAPPER_CALLBACK_MODE", "must be endpoint or callback_url")
        }
        guard mode == .callbackURL else { return mode }
        let missing = [("CLAPPER_PUBLIC_URL", publicURL == nil), ("CLAPPER_SECRET_KEY", secretKey == nil)]
        for (name, isMissing) in missing where isMissing {
            throw SettingsError(name, "is not set, and CLAPPER_CALLBACK_MODE=callback_url needs it; set it too")
        }
        return mode
    }
}
