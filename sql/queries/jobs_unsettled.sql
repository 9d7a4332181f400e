-- Attempts of unknown fate whose key window is over: to be searched, then an operator's.
-- $1 account text · $2 window_ms int8 · $3 limit int8  →  id uuid, callback_id text, kind text, attempt int2, epoch int4
SELECT o.id, j.callback_id, o.kind, o.attempt, o.epoch
FROM clapper.open_jobs o
JOIN clapper.jobs j ON j.id = o.id
WHERE o.phase = 'unknown' AND o.next_at <= now() AND o.account = $1 AND NOT o.ended
  AND o.first_sent_at <= now() - $2::int8 * interval '1 millisecond'
ORDER BY o.next_at LIMIT $3
