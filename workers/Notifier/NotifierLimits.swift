/// The limits of one notifier; each process has its own. All real time: they concern receivers, not HeyGen's pace.
package struct NotifierLimits: Sendable {
    /// Tells in flight at once. A body may be 1 MiB, so this bounds the memory.
    package var inFlight = 64
    /// Tells in flight to one origin: a receiver that hangs holds no more than these.
    package var perOrigin = 4
    /// One exchange as a whole, from connecting to the end of the answer.
    package var exchange: Duration = .seconds(15)
    /// After this an unrecorded tell is due again: well above `exchange`, so that only a crash repeats one.
    package var lease: Duration = .seconds(60)
    /// The longest sleep: what finds due retries, and completions whose wake-up was lost.
    package var poll: Duration = .seconds(1)
    /// What tells in flight get at shutdown.
    package var grace: Duration = .seconds(3)
    /// How much of an answer is read. It is of no interest; read to its end the connection can be used again.
    package var answerBytes = 16_384

    package init() {}
}
