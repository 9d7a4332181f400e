-- Moves the next read of jobs.
-- $1 job_ids uuid[] · $2 wait_ms int8[]  →  moved void
SELECT clapper.postpone_reads($1::uuid[], $2::int8[]) AS moved
