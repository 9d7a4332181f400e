/// The languages the simulated HeyGen names. Others are rendered too: which names it accepts besides is not known.
enum TranslationLanguage {
    static let all = [
        "English", "English (United Kingdom)", "Spanish (Spain)", "Spanish (Mexico)", "French (France)",
        "German (Germany)", "Italian (Italy)", "Portuguese (Brazil)", "Dutch (Netherlands)", "Polish (Poland)",
        "Turkish (Türkiye)", "Hindi (India)", "Japanese (Japan)", "Korean (Korea)", "Chinese (Mandarin, Simplified)",
        "Chinese (Cantonese, Traditional)", "Arabic (Saudi Arabia)", "Ukrainian (Ukraine)",
    ]
}
