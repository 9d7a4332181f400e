/// What an accepted create began.
struct CreatedWork: Sendable {
    let answer: APIAnswer
    /// The indexes of what was bought at once; none for a batch.
    let resources: [Int]
}
