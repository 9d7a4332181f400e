-- Makes the current video of a job be read at once: by its own schedule while in flight, as an owed read afterwards.
-- Internal.
CREATE FUNCTION clapper.read_now(p_job_id uuid, p_hinted_by text, p_reason text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE clapper.open_jobs t
    SET next_at = clock_timestamp(), hinted_by = coalesce(t.hinted_by, p_hinted_by)
    WHERE t.id = p_job_id AND t.video_id IS NOT NULL AND t.phase = 'rendering';
    IF NOT FOUND THEN
        PERFORM clapper.owe_read(r.id, r.video_id, r.kind, p_hinted_by, p_reason)
        FROM clapper.outcomes r WHERE r.id = p_job_id AND r.video_id IS NOT NULL;
    END IF;
END
$$;
