/// What became of a request to enqueue.
package enum EnqueueResult: Sendable, Hashable {
    /// A new job.
    case created(JobID)
    /// The callback id belongs to this job already, and the request is equal as JSON: nothing new was recorded.
    case existing(JobID)
    /// The callback id belongs to this job, with another request: nothing was recorded.
    case conflict(JobID)

    package var job: JobID {
        switch self {
        case .created(let id), .existing(let id), .conflict(let id): id
        }
    }
}
