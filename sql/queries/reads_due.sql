-- Takes reads that are due.
-- $1 account text · $2 limit int4 · $3 horizon_ms int8 · $4 from timestamptz · $5 kinds text[]
-- $6 base_gap_ms int8[] · $7 max_gap_ms int8[]
-- →  job_id uuid, video_id text, attempt int2, kind text, reads int4, due_at timestamptz, submitted_at timestamptz,
--    owed bool, hinted bool
SELECT job_id, video_id, attempt, kind, reads, due_at, submitted_at, owed, hinted
FROM clapper.due_reads($1, $2::int4, $3::int8, $4::timestamptz, $5::text[], $6::int8[], $7::int8[])
