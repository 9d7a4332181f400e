-- Renews a worker's hold on its claims.
-- $1 worker uuid · $2 lease_ms int8  →  renewed bool
SELECT clapper.renew_worker($1::uuid, $2::int8) AS renewed
