-- What was heard about a job, oldest first.
-- $1 job_id uuid · $2 since uuid · $3 limit int8  →  the columns of events
-- Index: events_job; partitions older than the job are skipped.
SELECT id, job_id, at, source, type, verdict, disposition, attempt, callback_id, video_id, event_id, body, detail
FROM clapper.events WHERE job_id = $1::uuid AND id >= $2::uuid ORDER BY id LIMIT $3
