-- Wakes submitters after an enqueue was committed; never inside it.
-- →  sent void
SELECT pg_catalog.pg_notify('clapper_queued', '') AS sent
