-- What has been applied: migrations and functions with the SHA-256 of their text.
-- →  kind text, name text, checksum bytea
SELECT 'migration' AS kind, m.name, m.checksum FROM clapper.migrations m
UNION ALL
SELECT 'function', f.name, f.checksum FROM clapper.functions f
