import HeyGen
import Jobs

/// Which jobs a list shows.
struct JobFilter: Sendable {
    let state: JobState?
    let kind: RenderKind?

    /// - Throws: ``FieldProblem`` with what is known.
    init(_ query: QueryFields) throws(FieldProblem) {
        self.state = try query.text("state").map { (text) throws(FieldProblem) in
            guard let state = JobState(rawValue: text) else {
                throw FieldProblem("state", "is unknown; known states: \(Self.names(JobState.self))")
            }
            return state
        }
        self.kind = try query.text("kind").map { (text) throws(FieldProblem) in
            try JobRequest.kind(named: text)
        }
    }

    func takes(_ job: Job) -> Bool {
        (state.map { $0 == job.state } ?? true) && (kind.map { $0.name == job.kind } ?? true)
    }

    private static func names<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
