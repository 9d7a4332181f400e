-- The signatures under which a function exists, to be dropped before its file re-creates it (a changed result type or
-- argument list cannot be replaced in place).
-- $1 name text  →  signature text
SELECT p.oid::regprocedure::text AS signature
FROM pg_catalog.pg_proc p
WHERE p.pronamespace = to_regnamespace('clapper') AND p.proname::text = $1
