-- The gauges of /metrics. Counts stop at 10,001, so that a scrape costs the same however long the backlog.
-- →  name text, label text, value float8
SELECT 'open_jobs' AS name, p.phase AS label,
       (SELECT count(*) FROM (SELECT FROM clapper.open_jobs o WHERE o.phase = p.phase LIMIT 10001) AS t)::float8 AS value
FROM unnest(ARRAY['queued', 'submitting', 'rendering', 'unknown']) AS p(phase)
UNION ALL
SELECT 'oldest_age_seconds', p.phase,
       coalesce((SELECT extract(epoch FROM now() - clapper.uuid_time(o.id)) FROM clapper.open_jobs o
                 WHERE o.phase = p.phase ORDER BY o.id LIMIT 1), 0)::float8
FROM unnest(ARRAY['queued', 'submitting', 'rendering', 'unknown']) AS p(phase)
UNION ALL
SELECT 'unmatched_events', '', (SELECT count(*) FROM (SELECT FROM clapper.unmatched LIMIT 10001) AS t)::float8
UNION ALL
SELECT 'notify_backlog', '', (SELECT count(*) FROM (SELECT FROM clapper.deliveries LIMIT 10001) AS t)::float8
UNION ALL
SELECT 'owed_reads', '', (SELECT count(*) FROM (SELECT FROM clapper.owed_reads LIMIT 10001) AS t)::float8
UNION ALL
SELECT 'partition_days_ahead', '', clapper.partition_days_ahead()::float8
UNION ALL
SELECT 'render_limit', a.account, clapper.render_limit(a)::float8 FROM clapper.accounts a
UNION ALL
SELECT 'account_held', a.account, coalesce(a.hold_until > now(), false)::int::float8 FROM clapper.accounts a
UNION ALL
SELECT 'credential_failed', a.account, (a.credential_failed_at IS NOT NULL)::int::float8 FROM clapper.accounts a
