import Glibc

/// Keeps a command alive when nobody reads what it prints any more, as after `| head`: it has children to end and folders
/// to remove. What it writes then fails as any write may.
enum BrokenPipes {
    /// Before anything is written. Commands that start nothing die of the signal instead, as everybody expects.
    static func ignore() {
        signal(SIGPIPE, SIG_IGN)
    }
}
