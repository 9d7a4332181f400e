-- Takes accepted batches that are due to be read.
-- $1 account text · $2 limit int4 · $3 gap_ms int8 · $4 max_gap_ms int8
-- →  id uuid, batch_id text, kind text, job_ids uuid[], attempts int2[], waiting uuid[], reads int4
SELECT id, batch_id, kind, job_ids, attempts, waiting, reads
FROM clapper.due_batches($1, $2::int4, $3::int8, $4::int8)
