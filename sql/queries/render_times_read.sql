-- The learned render times of a kind and the share of endings that no webhook told, over the newest outcomes.
-- $1 kind text · $2 newest int8  →  observed int8, median_ms float8, late_ms float8, told int8, polled int8
-- Index: outcomes_pkey, newest partition first.
SELECT count(t.render_ms) AS observed,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY t.render_ms) AS median_ms,
       percentile_cont(0.98) WITHIN GROUP (ORDER BY t.render_ms) AS late_ms,
       count(*) FILTER (WHERE t.resolved_by = 'webhook') AS told,
       count(*) FILTER (WHERE t.resolved_by IN ('poll', 'backfill')) AS polled
FROM (SELECT o.render_ms, o.resolved_by FROM clapper.outcomes o
      WHERE o.kind = $1 AND o.state IN ('succeeded', 'failed')
      ORDER BY o.id DESC LIMIT $2) AS t
