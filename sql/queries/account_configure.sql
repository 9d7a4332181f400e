-- Sets an account's limit.
-- $1 account text · $2 max_renders int4 · $3 raise_every_ms int8  →  configured void
SELECT clapper.configure_account($1, $2::int4, $3::int8) AS configured
