-- The learned render times of a kind and the share of endings that no webhook told, over the newest outcomes.
-- $1 kind text · $2 newest int8  →  observed int8, median_ms float8, late_ms float8, told int8, polled int8
-- Index: outcomes_pkey, newest partition first. Of a rare kind the newest may lie a million rows back, and what is that old
-- teaches nothing: so it looks at twenty times as many of all kinds, and no further.
SELECT count(t.render_ms) AS observed,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY t.render_ms) AS median_ms,
       percentile_cont(0.98) WITHIN GROUP (ORDER BY t.render_ms) AS late_ms,
       count(*) FILTER (WHERE t.resolved_by = 'webhook') AS told,
       count(*) FILTER (WHERE t.resolved_by IN ('poll', 'backfill')) AS polled
FROM (SELECT n.render_ms, n.resolved_by
      FROM (SELECT o.id, o.kind, o.state, o.render_ms, o.resolved_by FROM clapper.outcomes o
            ORDER BY o.id DESC LIMIT 20 * $2::int8) AS n
      WHERE n.kind = $1 AND n.state IN ('succeeded', 'failed')
      ORDER BY n.id DESC LIMIT $2) AS t
