-- Claims batches of unknown fate for a replay with the same key.
-- $1 account text · $2 worker uuid · $3 limit int4 · $4 lease_ms int8 · $5 window_ms int8
-- →  id uuid, epoch int4, kind text, body bytea
SELECT id, epoch, kind, body FROM clapper.claim_batches($1, $2::uuid, $3::int4, $4::int8, $5::int8)
