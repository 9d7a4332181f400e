import ClapperClient

/// Where the jobs of the demo stand.
package struct Board: Sendable {
    package private(set) var jobs: [DemoJob] = []

    package init(_ jobs: [DemoJob] = []) { self.jobs = jobs }

    package var isEnded: Bool { jobs.allSatisfy(\.isEnded) }
    package var isTold: Bool { jobs.allSatisfy(\.isTold) }

    package func count(where matches: (DemoJob) -> Bool) -> Int {
        jobs.count { matches($0) }
    }

    mutating func add(_ job: DemoJob) { jobs.append(job) }

    /// Takes over what the API and the receiver say now.
    /// - Parameter documents: jobs; those of others are ignored.
    mutating func update(_ documents: [Document], told: Told) {
        let byID = Dictionary(
            documents.compactMap { document in document.id.map { ($0, document) } }, uniquingKeysWith: { $1 })
        for index in jobs.indices {
            if let document = byID[jobs[index].id] { jobs[index].update(document) }
            jobs[index].toldRevision = told.revision(of: jobs[index].id)
        }
    }
}
