-- Ids of jobs of one kind, newest first, by keyset.
-- $1 before uuid · $2 limit int8 · $3 kind text  →  id uuid
-- Index: jobs_kind.
SELECT id FROM clapper.jobs WHERE id < $1::uuid AND kind = $3 ORDER BY id DESC LIMIT $2
