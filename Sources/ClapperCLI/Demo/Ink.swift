import Foundation
import Glibc

/// Colors, where there is somebody to see them.
struct Ink {
    enum Color: String {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case gray = "90"
        case bold = "1"
    }

    let isColored: Bool

    init(isColored: Bool) { self.isColored = isColored }

    /// Colors if the descriptor is a terminal, and `NO_COLOR` (no-color.org) does not forbid them.
    init(for descriptor: Int32) {
        let environment = ProcessInfo.processInfo.environment
        isColored =
            isatty(descriptor) == 1 && environment["NO_COLOR"].nonEmpty == nil && environment["TERM"] != "dumb"
    }

    func paint(_ text: String, _ color: Color?) -> String {
        guard isColored, let color else { return text }
        return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
    }
}
