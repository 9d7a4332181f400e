-- Which of the given jobs have an outcome. The bounds let the scan skip partitions.
-- $1 ids uuid[] · $2 lowest uuid · $3 highest uuid  →  id uuid, revision int4
-- Index: outcomes_pkey.
SELECT id, revision FROM clapper.outcomes WHERE id = ANY ($1::uuid[]) AND id >= $2::uuid AND id <= $3::uuid
