-- Takes reads that are due and schedules each one's next, so that a read that finds nothing new writes nothing more.
-- In flight: the gap grows with every read, p_base_gap_ms doubling up to p_max_gap_ms, with jitter (0.85 to 1.15). Both by
-- kind, beside p_kinds; a kind that is not among them has the gaps of the first.
-- Owed: likewise, given up after 150 tries, which is a day and so outlives HeyGen's outages; an event of the job then says
-- so. p_horizon_ms: how early a read may be taken to fill a bulk call, if any is due.
-- p_from: a remembered lower bound of next_at, so that dead index entries under a pinned snapshot are skipped.
-- Locks: the taken rows; rows locked by others are skipped, so several reconcilers share the work.
CREATE FUNCTION clapper.due_reads(
    p_account text, p_limit integer, p_horizon_ms bigint, p_from timestamptz, p_kinds text[], p_base_gap_ms bigint[],
    p_max_gap_ms bigint[]
) RETURNS TABLE (
    job_id uuid, video_id text, attempt smallint, kind text, reads integer, due_at timestamptz, submitted_at timestamptz,
    owed boolean, hinted boolean
)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF EXISTS (SELECT FROM clapper.accounts a WHERE a.account = p_account AND a.credential_failed_at IS NOT NULL) THEN
        RETURN;
    END IF;
    -- Not EXISTS: for that the planner may read the table from its beginning, trusting to find a row soon.
    IF (SELECT o.next_at FROM clapper.open_jobs o
        WHERE o.phase = 'rendering' AND o.next_at >= p_from AND o.next_at <= now()
        ORDER BY o.next_at LIMIT 1) IS NOT NULL THEN
        RETURN QUERY
        WITH due AS MATERIALIZED (
            SELECT o.id, o.next_at, coalesce(array_position(p_kinds, o.kind), 1) AS place
            FROM clapper.open_jobs o
            WHERE o.phase = 'rendering' AND o.next_at >= p_from
              AND o.next_at <= now() + p_horizon_ms * interval '1 millisecond' AND o.video_id IS NOT NULL
              AND o.account = p_account
            ORDER BY o.next_at LIMIT p_limit
            FOR UPDATE SKIP LOCKED
        )
        UPDATE clapper.open_jobs o
        SET reads = least(o.reads + 1, 1000),
            next_at = clock_timestamp() + least(p_max_gap_ms[d.place], p_base_gap_ms[d.place] * 2 ^ least(o.reads, 16))
                                          * (0.85 + random() * 0.3) * interval '1 millisecond'
        FROM due d WHERE o.id = d.id
        RETURNING o.id, o.video_id, o.attempt, o.kind, o.reads::integer, d.next_at, o.submitted_at, false,
                  o.hinted_by IS NOT NULL;
    END IF;
    IF EXISTS (SELECT FROM clapper.owed_reads r WHERE r.next_at <= now()) THEN
        WITH gone AS (
            DELETE FROM clapper.owed_reads r WHERE r.tries >= 150 AND r.next_at <= now() RETURNING r.*
        )
        INSERT INTO clapper.events (id, job_id, at, source, type, disposition, video_id, detail)
        SELECT clapper.uuid_v7(), g.job_id, clock_timestamp(), 'poll', 'read.given_up', 'ignored', g.video_id,
               format('no answer settled it in %s tries: %s', g.tries, g.reason)
        FROM gone g;
        RETURN QUERY
        WITH due AS MATERIALIZED (
            SELECT r.job_id, r.video_id, r.next_at, coalesce(array_position(p_kinds, r.kind), 1) AS place
            FROM clapper.owed_reads r
            WHERE r.next_at <= now()
            ORDER BY r.next_at LIMIT p_limit
            FOR UPDATE SKIP LOCKED
        )
        UPDATE clapper.owed_reads r
        SET tries = r.tries + 1,
            next_at = clock_timestamp() + least(p_max_gap_ms[d.place], p_base_gap_ms[d.place] * 2 ^ least(r.tries, 16))
                                          * (0.85 + random() * 0.3) * interval '1 millisecond'
        FROM due d WHERE r.job_id = d.job_id AND r.video_id = d.video_id
        RETURNING r.job_id, r.video_id, NULL::smallint, r.kind, r.tries, d.next_at, NULL::timestamptz, true, true;
    END IF;
END
$$;
