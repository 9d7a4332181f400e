-- Notes another URL of an endpoint, or that it was deleted.
-- $1 account text · $2 endpoint_id text · $3 url text · $4 retired bool · $5 previous_ms int8  →  changed bool
SELECT clapper.change_endpoint($1, $2, $3, $4, $5::int8) AS changed
