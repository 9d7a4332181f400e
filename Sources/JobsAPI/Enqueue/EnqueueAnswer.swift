package import Jobs

/// What became of a request for a job, with the job as it stands.
package enum EnqueueAnswer: Sendable {
    /// A new job.
    case created(Job)
    /// The callback id belongs to this job already, and the request is equal.
    case existing(Job)
    /// The callback id belongs to this job, with another request.
    case conflict(JobID)
}
