import HeyGen
import Jobs

extension ObjectFields {
    /// A list of words, such as types of events; nil if it is absent.
    func words(_ name: String) throws(FieldProblem) -> [String]? {
        guard let value = value(name) else { return nil }
        let elements = value.kind == .array ? value.elements : []
        let words = elements.compactMap(\.string).filter { !$0.isEmpty }
        guard (1...100).contains(words.count), words.count == elements.count else {
            throw FieldProblem(name, "must be a list of 1 to 100 strings")
        }
        return words
    }
}
