-- The job a caller's callback id belongs to.
-- $1 callback_id text  →  job_id uuid
-- Index: job_keys_pkey.
SELECT job_id FROM clapper.job_keys WHERE callback_id = $1
