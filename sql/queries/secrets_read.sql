-- What an intake accepts: every secret that may sign a delivery, and, in the last row, for how long HeyGen may use one that
-- is not stored yet (0: not now). An unfinished call counts for as long as HeyGen may know its key.
-- $1 account text · $2 lifetime_ms int8  →  endpoint_id text, secret bytea, replaced bool, open_ms int8
-- A handful of rows, read twice a second by every intake; writes and locks nothing.
SELECT e.endpoint_id, s.secret, s.accepted_until IS NOT NULL AS replaced, NULL::int8 AS open_ms
FROM clapper.endpoints e JOIN clapper.endpoint_secrets s ON s.endpoint_id = e.endpoint_id
WHERE e.account = $1 AND (s.accepted_until IS NULL OR s.accepted_until > clock_timestamp())
UNION ALL
SELECT NULL, NULL, NULL, greatest(0, ceil(1000 * extract(epoch FROM max(
    CASE WHEN c.finished_at IS NULL
        THEN greatest(c.window_until, c.begun_at + $2::int8 * interval '1 millisecond')
        ELSE c.window_until END) - clock_timestamp())))::int8
FROM clapper.endpoint_calls c WHERE c.account = $1
