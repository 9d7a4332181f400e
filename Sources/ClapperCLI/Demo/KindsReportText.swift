import DemoStage

/// The report of all kinds for a person: a table, what needs words, what is wrong, and the verdict.
struct KindsReportText {
    private static let columns: [Table.Column] = [
        .init(title: "KIND", shrinks: false), .init(title: "JOB"), .init(title: "ENDED BY", shrinks: false),
        .init(title: "STATE", shrinks: false), .init(title: "HEYGEN'S ID"), .init(title: "SECONDS", shrinks: false),
    ]

    let report: KindsReport
    let ink: Ink
    /// Of the terminal; nil sets no limit.
    let width: Int?

    var lines: [String] {
        let verdict = ink.paint(report.verdict, report.isKept ? .green : .red)
        return table + [""] + report.remarks + report.complaints.map { ink.paint($0, .red) } + ["", verdict]
    }

    private var table: [String] {
        var table = Table(Self.columns)
        table.rows = report.rows.map { row in
            [
                row.part.label, row.job.callbackID, row.ending, row.job.state, row.job.videoID ?? "",
                row.job.seconds.map(ProgressFrame.seconds) ?? "",
            ]
        }
        let lines = table.lines(width: width)
        return [ink.paint(lines[0], .bold)]
            + zip(report.rows, lines.dropFirst()).map { row, line in
                ink.paint(line, row.isAsWanted && row.job.isTold ? nil : .red)
            }
    }
}
