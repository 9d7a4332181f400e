-- Cancels a job.
-- $1 job_id uuid  →  result text
SELECT clapper.cancel_job($1::uuid) AS result
