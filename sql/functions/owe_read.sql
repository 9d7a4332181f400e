-- Notes that a video must be read although no open job's schedule covers it. Internal.
CREATE FUNCTION clapper.owe_read(p_job_id uuid, p_video_id text, p_kind text, p_hinted_by text, p_reason text) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO clapper.owed_reads AS r (job_id, video_id, kind, hinted_by, reason)
    SELECT p_job_id, p_video_id, p_kind, p_hinted_by, p_reason WHERE p_video_id IS NOT NULL
    ON CONFLICT (job_id, video_id) DO UPDATE SET next_at = least(r.next_at, clock_timestamp())
$$;
