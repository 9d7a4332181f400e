-- Moves the next read of jobs in flight: after p_wait_ms when the answer promised more soon (completed, but no link yet),
-- when the read failed for reasons of its own, or when it was taken and not made.
CREATE FUNCTION clapper.postpone_reads(p_job_ids uuid[], p_wait_ms bigint[]) RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE clapper.open_jobs o
    SET next_at = least(o.next_at, clock_timestamp() + t.wait_ms * interval '1 millisecond')
    FROM unnest(p_job_ids, p_wait_ms) AS t(id, wait_ms)
    WHERE o.id = t.id AND o.phase = 'rendering'
$$;
