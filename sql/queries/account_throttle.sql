-- Holds an account's submits for a while.
-- $1 account text · $2 wait_ms int8 · $3 reason text · $4 lower bool  →  began bool
SELECT clapper.throttle_account($1, $2::int8, $3, $4::bool) AS began
