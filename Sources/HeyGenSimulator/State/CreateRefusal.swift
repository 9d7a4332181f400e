/// A create that buys nothing, with what to answer.
struct CreateRefusal: Error, Sendable {
    let answer: APIAnswer

    init(_ answer: APIAnswer) { self.answer = answer }
}
