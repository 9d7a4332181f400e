-- Records an applied migration.
-- $1 name text · $2 checksum bytea
INSERT INTO clapper.migrations (name, checksum) VALUES ($1, $2)
