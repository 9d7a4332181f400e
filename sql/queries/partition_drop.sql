-- Drops one detached partition, if nobody holds it: otherwise the janitor comes again. For the simple protocol.
BEGIN;
SET LOCAL lock_timeout = '200ms';
DROP TABLE clapper.{partition};
COMMIT
