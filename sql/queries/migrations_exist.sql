-- Whether the schema has been migrated before.
-- →  present bool
SELECT to_regclass('clapper.migrations') IS NOT NULL AS present
