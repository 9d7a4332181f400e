extension Verdict {
    /// What an unsigned hit on a job's callback address is worth: it names the job, by its address alone.
    ///
    /// Ids in the body are not believed; it is stored, so they can be looked at.
    package init(hit body: [UInt8], on job: JobID, attempt: Int) {
        self.init(event: body, from: .callbackURL)
        self.job = job
        self.attempt = attempt
        callbackID = nil
        videoID = nil
        result = nil
        failureCode = nil
        failureMessage = nil
    }
}
