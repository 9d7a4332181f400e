-- What tells that nobody listened for a while: since when jobs are in flight (null: none is), when HeyGen was last heard
-- (null: not within the newest events), and since when the oldest read that is due waits (null: none is due).
-- $1 account text · $2 newest int8
-- →  in_flight_since timestamptz, heard_at timestamptz, waiting_since timestamptz
-- Index: open_jobs_slots, which holds about as many rows as the limit of renders; events_pkey, newest partition first;
-- open_jobs_due.
SELECT f.in_flight_since,
       (SELECT max(e.at) FROM (SELECT t.at, t.source FROM clapper.events t ORDER BY t.id DESC LIMIT $2) AS e
        WHERE e.source IN ('webhook', 'backfill')) AS heard_at,
       f.waiting_since
FROM (SELECT min(o.first_sent_at) AS in_flight_since,
             min(o.next_at) FILTER (WHERE o.phase = 'rendering' AND o.next_at <= now()) AS waiting_since
      FROM clapper.open_jobs o
      WHERE o.account = $1 AND o.phase IN ('rendering', 'unknown') AND NOT o.ended) AS f
