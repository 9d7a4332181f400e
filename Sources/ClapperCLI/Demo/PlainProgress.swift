import DemoStage

/// One line for each step and each change of a job, for logs and pipes.
actor PlainProgress: DemoProgress {
    private var states: [String: String] = [:]

    func notice(_ text: String) { Terminal.say(text) }

    func show(_ board: Board, elapsed: Duration) {
        for job in board.jobs {
            let state = ProgressFrame.word(job)
            guard states.updateValue(state, forKey: job.id) != state else { continue }
            Terminal.say("\(ProgressFrame.seconds(elapsed / .seconds(1))) s  \(job.callbackID) \(state)")
        }
    }

    func finish() {}
}
