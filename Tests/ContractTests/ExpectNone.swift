import Testing

private let shownProblems = 20

/// Expects that there are no problems, and names the first of them: the same on one wire a hundred times is one finding.
func expectNone(_ problems: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    let distinct = Set(problems).sorted()
    for problem in distinct.prefix(shownProblems) { Issue.record("\(problem)", sourceLocation: sourceLocation) }
    #expect(distinct.count <= shownProblems, "only \(shownProblems) are shown", sourceLocation: sourceLocation)
}
