-- How many reads are due, counted no further than the limit, since when, and whether a hint asks for one at once.
-- $1 account text · $2 limit int8 · $3 from timestamptz  →  due int8, oldest_at timestamptz, hinted bool
-- Index: open_jobs_due, owed_reads_due.
SELECT count(*) AS due, min(t.next_at) AS oldest_at, coalesce(bool_or(t.hinted), false) AS hinted
FROM ((SELECT o.next_at, o.hinted_by IS NOT NULL AS hinted FROM clapper.open_jobs o
       WHERE o.phase = 'rendering' AND o.next_at >= $3::timestamptz AND o.next_at <= now() AND o.account = $1
       ORDER BY o.next_at LIMIT $2)
      UNION ALL
      (SELECT r.next_at, true FROM clapper.owed_reads r WHERE r.next_at <= now() ORDER BY r.next_at LIMIT $2)) AS t
