-- Takes the walk over delivered events for one process.
-- $1 account text · $2 gap_ms int8  →  begun bool
SELECT clapper.begin_backfill($1, $2::int8) AS begun
