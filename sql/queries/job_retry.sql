-- Begins the next paid attempt after the one named.
-- $1 job_id uuid · $2 after_attempt int2  →  result text
SELECT clapper.retry_job($1::uuid, $2::int2) AS result
