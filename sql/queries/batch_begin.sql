-- Commits that claimed jobs are about to be sent as one batch; returns those whose claim stands. Fewer than given: nothing was
-- written.
-- $1 id uuid · $2 account text · $3 kind text · $4 worker uuid · $5 body bytea · $6 job_ids uuid[] · $7 epochs int4[]
-- $8 attempts int2[]  →  id uuid
SELECT id FROM clapper.begin_batch($1::uuid, $2, $3, $4::uuid, $5::bytea, $6::uuid[], $7::int4[], $8::int2[])
