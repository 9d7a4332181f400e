-- Ends batches of unknown fate whose key window is over: their jobs stand for themselves then, as attempts that are searched
-- and left to an operator. Nothing is sent again. Looks first.
-- Locks: the batches, then their jobs. Result: the jobs.
CREATE FUNCTION clapper.dissolve_batches(p_account text, p_window_ms bigint) RETURNS TABLE (id uuid)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_ids uuid[];
BEGIN
    IF NOT EXISTS (SELECT FROM clapper.batches b WHERE b.phase = 'unknown' AND b.account = p_account
                   AND b.first_sent_at <= now() - p_window_ms * interval '1 millisecond') THEN
        RETURN;
    END IF;
    WITH gone AS (
        DELETE FROM clapper.batches b
        WHERE b.phase = 'unknown' AND b.account = p_account
          AND b.first_sent_at <= now() - p_window_ms * interval '1 millisecond'
        RETURNING b.id
    )
    SELECT array_agg(g.id) INTO v_ids FROM gone g;
    RETURN QUERY
    UPDATE clapper.open_jobs o SET batch = NULL, next_at = now()
    WHERE o.batch = ANY (v_ids) AND o.phase = 'unknown'
    RETURNING o.id;
END
$$;
