/// All that tells one kind of resource from another. A new kind is one more of these, and one line in ``of(_:)``.
struct ResourceDescription: Sendable {
    let kind: ResourceKind
    let words: StatusWords
    /// Nil for a kind that tells nobody of its end.
    var events: EventNames?
    /// The ways to buy one.
    let creates: [CreateOperation]
    /// Nil for a kind that is read as another one.
    var reads: ResourceCollection?
    /// Nil for a kind that cannot be bought in batches.
    var batch: BatchDescription?
    /// The resource as a read shows it.
    let node: @Sendable (ResourceView) -> JSONNode
    /// `event_data` of its event; the resource itself unless told otherwise.
    var payload: @Sendable (ResourceView) -> JSONNode

    init(
        _ kind: ResourceKind, words: StatusWords, events: EventNames? = nil, creates: [CreateOperation],
        reads: ResourceCollection? = nil, batch: BatchDescription? = nil,
        node: @escaping @Sendable (ResourceView) -> JSONNode,
        payload: (@Sendable (ResourceView) -> JSONNode)? = nil
    ) {
        self.kind = kind
        self.words = words
        self.events = events
        self.creates = creates
        self.reads = reads
        self.batch = batch
        self.node = node
        self.payload = payload ?? node
    }

    static let all = ResourceKind.allCases.map(of)

    static func of(_ kind: ResourceKind) -> ResourceDescription {
        switch kind {
        case .video: video
        case .template: template
        case .videoAgent: videoAgent
        case .videoTranslation: videoTranslation
        case .proofread: proofread
        case .lipsync: lipsync
        case .hyperframes: hyperframes
        case .aiClipping: aiClipping
        case .backgroundRemoval: backgroundRemoval
        }
    }
}
