import HeyGen

extension KindsReport {
    /// The promise in numbers.
    package var verdict: String {
        "\(rows.count) asked of \(Set(rows.map(\.part.kind.name)).count) kinds, \(ended) ended: "
            + "\(count(.webhook)) by webhook, \(count(.poll)) by poll; \(told) told, \(boughtTwice.count) bought twice"
    }

    package var isKept: Bool { complaints.isEmpty }

    /// What is not as it should be, with the callback ids it concerns; empty if all is well.
    package var complaints: [String] {
        var complaints: [String] = []
        let missing = RenderKind.all.map(\.name).filter { name in !rows.contains { $0.part.kind.name == name } }
        if !missing.isEmpty { complaints.append("not asked: kind " + missing.joined(separator: ", ")) }
        func add(_ what: String, _ isMeant: (Row) -> Bool) {
            let ids = rows.filter(isMeant).map(\.job.callbackID)
            if !ids.isEmpty { complaints.append("\(what): \(ids.joined(separator: ", "))") }
        }
        let open = rows.filter { !$0.job.isEnded }.map { "\($0.job.callbackID) (\($0.job.state))" }
        if !open.isEmpty { complaints.append("not ended: " + open.joined(separator: ", ")) }
        add("ended, but without a video", { $0.job.isEnded && $0.job.state != "succeeded" })
        for wanted in [KindEnding.webhook, .poll] {
            add("not ended by \(wanted.rawValue)", { $0.job.isEnded && $0.part.wanted == wanted && !$0.isAsWanted })
        }
        add("by webhook, though HeyGen delivered nothing", { $0.job.resolvedBy == "webhook" && $0.delivered == 0 })
        add("an event was delivered that should be lost", { $0.part.wanted == .poll && $0.delivered > 0 })
        add("not told", { $0.job.isEnded && !$0.job.isTold })
        if !boughtTwice.isEmpty { complaints.append("bought twice: " + boughtTwice.joined(separator: ", ")) }
        if purchases > rows.count + prepared {
            complaints.append("\(purchases) bought, though \(rows.count) were asked and \(prepared) prepared")
        }
        return complaints
    }

    /// What of the table needs words.
    package var remarks: [String] {
        var remarks: [String] = []
        func add(_ what: String, _ isMeant: (Row) -> Bool) {
            var labels: [String] = []
            for row in rows where isMeant(row) && !labels.contains(row.part.label) { labels.append(row.part.label) }
            if !labels.isEmpty { remarks.append("\(labels.joined(separator: ", ")): \(what)") }
        }
        add("HeyGen has no event type for it, so both jobs are read", { !$0.part.kind.hasEvents })
        add("takes no callback id, so its event is matched by HeyGen's id alone", { !$0.part.takesCallbackID })
        let lost = rows.count { $0.part.half == .lost && $0.part.kind.hasEvents && $0.delivered == 0 && $0.job.isEnded }
        remarks.append("\(lost) events were lost on purpose, and Clapper asked for itself")
        return remarks
    }
}
