-- Jobs by id, newest first. The bounds let the scan skip the partitions that cannot hold them.
-- $1 ids uuid[] · $2 lowest uuid · $3 highest uuid  →  the columns of job_status
-- Index: the primary keys.
SELECT * FROM clapper.job_status WHERE id = ANY ($1::uuid[]) AND id >= $2::uuid AND id <= $3::uuid ORDER BY id DESC
