-- An account's limits and holds.
-- $1 account text  →  max_renders int4, render_limit int4, hold_until timestamptz, hold_reason text,
--                     credential_failed_at timestamptz
SELECT a.max_renders, clapper.render_limit(a) AS render_limit, a.hold_until, a.hold_reason, a.credential_failed_at
FROM clapper.accounts a WHERE a.account = $1
