extension DemoReport {
    /// The promise in four numbers.
    package var verdict: String {
        "\(jobs.count) asked, \(jobs.count - notEnded.count) ended, \(jobs.count - notTold.count) told, "
            + "\(boughtTwice.count) bought twice"
    }

    package var isKept: Bool { complaints.isEmpty }

    /// What is not as it should be, with the callback ids it concerns; empty if all is well.
    package var complaints: [String] {
        var complaints: [String] = []
        if jobs.isEmpty { complaints.append("nothing was asked") }
        if !notEnded.isEmpty {
            complaints.append("not ended: " + list(notEnded.map { "\($0.callbackID) (\($0.state))" }))
        }
        if !notTold.isEmpty { complaints.append("not told: " + list(notTold.map(\.callbackID))) }
        if !boughtTwice.isEmpty { complaints.append("bought twice: " + list(boughtTwice)) }
        if !appliedTwice.isEmpty { complaints.append("ended twice: " + list(appliedTwice)) }
        switch forgedStatus {
        case 401: break
        case nil: complaints.append("no forged event was posted: nothing rendered")
        case let status?: complaints.append("the forged event was answered \(status) instead of 401")
        }
        if !forgeryBelieved.isEmpty { complaints.append("a forged event was believed: " + list(forgeryBelieved)) }
        return complaints
    }

    /// What happened on the way, as it was counted.
    package var remarks: [String] {
        var remarks: [String] = []
        func add(_ ids: [String], _ one: String, _ many: String) {
            guard let first = ids.first else { return }
            remarks.append(ids.count == 1 ? "1 \(one): \(first)" : "\(ids.count) \(many): \(list(ids))")
        }
        add(failedRenders, "render failed", "renders failed")
        add(
            droppedEvents, "event was dropped, and Clapper asked for itself",
            "events were dropped, and Clapper asked for itself")
        if lostAnswers > 0 {
            let answers =
                lostAnswers == 1 ? "1 answer to a create was lost" : "\(lostAnswers) answers to creates were lost"
            let again = replays == 1 ? "1 create was" : "\(replays) creates were"
            remarks.append("\(answers); \(again) sent again under the same key, and \(purchases) renders bought in all")
        }
        add(
            duplicateEvents, "event arrived twice and had one effect", "events arrived twice and had one effect each")
        if let forgedStatus, forgeryBelieved.isEmpty {
            remarks.append("1 event was forged: answered \(forgedStatus), believed by nobody")
        }
        return remarks
    }

    private func list(_ ids: [String]) -> String { ids.joined(separator: ", ") }
}
