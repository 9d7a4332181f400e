-- Ends batches of unknown fate whose key window is over; returns their jobs.
-- $1 account text · $2 window_ms int8  →  id uuid
SELECT id FROM clapper.dissolve_batches($1, $2::int8)
