-- Ages out callers' callback ids.
-- $1 days int4 · $2 limit int4  →  expired int4
SELECT clapper.expire_keys($1::int4, $2::int4) AS expired
