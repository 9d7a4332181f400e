-- Takes due deliveries, at most p_per_origin an origin, none of the origins that are busy: one dead receiver does not
-- slow the others. Chance decides whose turn it is: in any fixed order a few receivers that hang, with long backlogs, would
-- take every place that becomes free. A taken one is due again after p_lease_ms, so a crash repeats it (at least once, with
-- the same id). A skip scan over deliveries_due finds the origins; locked rows are skipped. Looks first; idle, it writes nothing.
CREATE FUNCTION clapper.claim_deliveries(p_limit integer, p_per_origin integer, p_busy text[], p_lease_ms bigint)
RETURNS TABLE (id uuid, job_id uuid, state text, revision integer, url text, origin text, tries integer, created_at timestamptz)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF NOT EXISTS (SELECT FROM clapper.deliveries) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH RECURSIVE origins AS (
        (SELECT d.origin FROM clapper.deliveries d ORDER BY d.origin LIMIT 1)
        UNION ALL
        SELECT (SELECT d.origin FROM clapper.deliveries d WHERE d.origin > o.origin ORDER BY d.origin LIMIT 1)
        FROM origins o WHERE o.origin IS NOT NULL
    ), shuffled AS MATERIALIZED (
        SELECT o.origin FROM origins o WHERE o.origin <> ALL (p_busy) ORDER BY random()
    ), due AS MATERIALIZED (
        SELECT t.id
        FROM shuffled o
        CROSS JOIN LATERAL (
            SELECT d.id FROM clapper.deliveries d
            WHERE d.origin = o.origin AND d.next_at <= now()
            ORDER BY d.next_at LIMIT p_per_origin
            FOR UPDATE SKIP LOCKED) AS t
        LIMIT p_limit
    )
    UPDATE clapper.deliveries d
    SET tries = d.tries + 1, next_at = clock_timestamp() + p_lease_ms * interval '1 millisecond'
    FROM due t WHERE d.id = t.id
    RETURNING d.id, d.job_id, d.state, d.revision, d.url, d.origin, d.tries, d.created_at;
END
$$;
