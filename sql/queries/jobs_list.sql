-- Ids of all jobs, newest first, by keyset.
-- $1 before uuid · $2 limit int8  →  id uuid
-- Index: jobs_pkey, partition by partition, newest first.
SELECT id FROM clapper.jobs WHERE id < $1::uuid ORDER BY id DESC LIMIT $2
