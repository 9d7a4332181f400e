import DemoStage

/// The report for a person: a table, what happened on the way, what is wrong, and the verdict.
struct ReportText {
    private static let columns: [Table.Column] = [
        .init(title: "JOB", shrinks: false), .init(title: "CALLBACK ID"), .init(title: "STATE", shrinks: false),
        .init(title: "RESOLVED BY", shrinks: false), .init(title: "SECONDS", shrinks: false),
        .init(title: "TOLD", shrinks: false),
    ]

    let report: DemoReport
    let ink: Ink
    /// Of the terminal; nil sets no limit.
    let width: Int?

    var lines: [String] {
        let verdict = ink.paint(report.verdict, report.isKept ? .green : .red)
        return table + [""] + report.remarks + report.complaints.map { ink.paint($0, .red) } + ["", verdict]
    }

    private var table: [String] {
        var table = Table(Self.columns)
        table.rows = report.jobs.map { job in
            [
                job.id, job.callbackID, job.state, job.resolvedBy ?? "",
                job.seconds.map(ProgressFrame.seconds) ?? "", job.isTold ? "yes" : "no",
            ]
        }
        let lines = table.lines(width: width)
        return [ink.paint(lines[0], .bold)]
            + zip(report.jobs, lines.dropFirst()).map { job, line in
                ink.paint(line, job.isTold ? (job.state == "succeeded" ? nil : .yellow) : .red)
            }
    }
}
