-- Wakes notifiers and waiters after verdicts were committed; never inside their transaction.
-- →  sent void
SELECT pg_catalog.pg_notify('clapper_completed', '') AS sent
