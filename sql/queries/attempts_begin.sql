-- Commits that claimed jobs are about to be sent; returns those that may be.
-- $1 ids uuid[] · $2 epochs int4[] · $3 hashes bytea[]  →  id uuid
SELECT id FROM clapper.begin_attempts($1::uuid[], $2::int4[], $3::bytea[])
