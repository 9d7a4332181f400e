import DemoStage

/// A view of the demo while it runs, on standard error.
protocol DemoProgress: DemoObserver {
    /// Nothing more will be shown; what comes next stands below.
    func finish() async
}
