-- Records the text of a function that was created or re-created.
-- $1 name text · $2 checksum bytea
INSERT INTO clapper.functions (name, checksum) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, applied_at = now()
