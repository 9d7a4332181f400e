/// How the demo went: what was asked, what came of it, and what the others say about it.
package struct DemoReport: Sendable {
    package let jobs: [DemoJob]
    package let seconds: Double
    /// By HeyGen's ledger: everything that was bought, and the callback ids that were bought more than once.
    package let purchases: Int
    package let boughtTwice: [String]
    /// By HeyGen's ledger: the callback ids whose events never came, and those whose event came more than once.
    package let droppedEvents: [String]
    package let duplicateEvents: [String]
    /// By Clapper's metrics: creates without an answer, and those sent again under the same key.
    package let lostAnswers: Int
    package let replays: Int
    /// By Clapper's record of each job: the callback ids whose outcome was written more than once though nothing
    /// contradicted it.
    package let appliedTwice: [String]
    /// What the forged event was answered; nil if none was posted.
    package let forgedStatus: Int?
    /// The callback ids that believed it.
    package let forgeryBelieved: [String]

    package init(
        jobs: [DemoJob], seconds: Double, purchases: Int = 0, boughtTwice: [String] = [], droppedEvents: [String] = [],
        duplicateEvents: [String] = [], lostAnswers: Int = 0, replays: Int = 0, appliedTwice: [String] = [],
        forgedStatus: Int? = 401, forgeryBelieved: [String] = []
    ) {
        self.jobs = jobs
        self.seconds = seconds
        self.purchases = purchases
        self.boughtTwice = boughtTwice
        self.droppedEvents = droppedEvents
        self.duplicateEvents = duplicateEvents
        self.lostAnswers = lostAnswers
        self.replays = replays
        self.appliedTwice = appliedTwice
        self.forgedStatus = forgedStatus
        self.forgeryBelieved = forgeryBelieved
    }

    package var failedRenders: [String] { jobs.filter { $0.state == "failed" }.map(\.callbackID) }
    package var resolvedByPoll: [String] { jobs.filter { $0.resolvedBy == "poll" }.map(\.callbackID) }
    package var notEnded: [DemoJob] { jobs.filter { !$0.isEnded } }
    package var notTold: [DemoJob] { jobs.filter { !$0.isTold } }
}
