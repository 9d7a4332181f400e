import Foundation

/// The processes that a process has started, and those that they have.
enum Descendants {
    struct Process: Hashable, Sendable {
        let id: Int32
        /// When it began, in ticks since boot: tells it from another that got its number later.
        let began: String
        let command: String

        var isRunning: Bool { Descendants.read(id)?.began == began }
    }

    static func of(_ ancestor: Int32) -> Set<Process> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let all = names.compactMap { Int32($0) }.compactMap { id in read(id).map { (id, $0) } }
        var family: Set<Int32> = [ancestor]
        var found: Set<Process> = []
        // Each round finds at least one generation more, or nothing.
        while true {
            let next = all.filter { family.contains($0.1.parent) && !family.contains($0.0) }
            if next.isEmpty { return found }
            for (id, stat) in next {
                family.insert(id)
                found.insert(Process(id: id, began: stat.began, command: command(id)))
            }
        }
    }

    /// Parent and start of a process; nil if it is gone, or dead and not yet collected.
    private static func read(_ id: Int32) -> (parent: Int32, began: String)? {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        // From the third field of proc(5) on, for the second may hold spaces.
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", let parent = Int32(fields[1]) else { return nil }
        return (parent, String(fields[19]))
    }

    private static func command(_ id: Int32) -> String {
        let data = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
        return String(decoding: data, as: UTF8.self).replacing("\0", with: " ")
    }
}
