import HeyGen
import Jobs

extension DueRead {
    /// How it is read. The doors know every kind, so one that is unknown is of a row somebody else wrote: a video's then.
    var renderKind: RenderKind { RenderKind.named(kind) ?? .video }
}
