-- Takes the one lock under which migrations run, until the transaction ends.
-- →  locked void
SELECT pg_catalog.pg_advisory_xact_lock(hashtextextended('clapper.migrations', 0)) AS locked
