-- Makes the schema and the record of what was applied. A script of several statements, for the simple protocol.
CREATE SCHEMA IF NOT EXISTS clapper;
CREATE TABLE IF NOT EXISTS clapper.migrations (
    name       text        PRIMARY KEY,
    checksum   bytea       NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS clapper.functions (
    name       text        PRIMARY KEY,
    checksum   bytea       NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
