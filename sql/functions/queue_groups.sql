-- The groups that have queued jobs: (priority, lane) with the lowest sequence number in it. The claim's full look.
-- A skip scan over open_jobs_queued: cost is one index descent a group, however long the queue. Writes and locks nothing.
CREATE FUNCTION clapper.queue_groups(p_account text) RETURNS TABLE (priority smallint, lane text, seq bigint)
LANGUAGE sql STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    WITH RECURSIVE groups AS (
        (SELECT o.priority, o.lane, o.seq
         FROM clapper.open_jobs o
         WHERE o.account = p_account AND o.phase = 'queued'
         ORDER BY o.priority DESC, o.lane, o.seq
         LIMIT 1)
        UNION ALL
        SELECT n.priority, n.lane, n.seq
        FROM groups g
        CROSS JOIN LATERAL (
            (SELECT o.priority, o.lane, o.seq
             FROM clapper.open_jobs o
             WHERE o.account = p_account AND o.phase = 'queued' AND o.priority = g.priority AND o.lane > g.lane
             ORDER BY o.lane, o.seq
             LIMIT 1)
            UNION ALL
            (SELECT o.priority, o.lane, o.seq
             FROM clapper.open_jobs o
             WHERE o.account = p_account AND o.phase = 'queued' AND o.priority < g.priority
             ORDER BY o.priority DESC, o.lane, o.seq
             LIMIT 1)
            LIMIT 1
        ) AS n
    )
    SELECT g.priority, g.lane, g.seq FROM groups g
$$;
