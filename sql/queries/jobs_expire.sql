-- Applies the hard limit.
-- $1 account text · $2 hard_limit_ms int8 · $3 limit int4  →  id uuid, state text
SELECT id, state FROM clapper.expire_jobs($1, $2::int8, $3::int4)
