/// Who watches the demo while it runs.
package protocol DemoObserver: Sendable {
    /// A step that concerns all jobs has begun.
    func notice(_ text: String) async
    /// The jobs, several times a second.
    func show(_ board: Board, elapsed: Duration) async
}
