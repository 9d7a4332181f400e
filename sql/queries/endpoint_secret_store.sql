-- Stores the secret that HeyGen answered to a call.
-- $1 account text · $2 key text · $3 endpoint_id text · $4 url text · $5 entity_id text · $6 secret bytea ·
-- $7 previous_ms int8 · $8 finish bool  →  stored bool
SELECT clapper.store_endpoint_secret($1, $2, $3, $4, $5, $6, $7::int8, $8) AS stored
