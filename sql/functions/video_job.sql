-- The job a video id belongs to, in flight, in an earlier paid attempt or ended; p_prefer where several claim it. Internal.
-- Indexes: open_jobs_video, attempts_video, outcomes_video.
CREATE FUNCTION clapper.video_job(p_video_id text, p_prefer uuid) RETURNS uuid
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_job uuid;
BEGIN
    IF p_video_id IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT o.id INTO v_job FROM clapper.open_jobs o WHERE o.video_id = p_video_id
    ORDER BY (o.id = p_prefer) DESC NULLS LAST LIMIT 1;
    IF v_job IS NULL THEN
        SELECT a.job_id INTO v_job FROM clapper.attempts a WHERE a.video_id = p_video_id
        ORDER BY (a.job_id = p_prefer) DESC NULLS LAST LIMIT 1;
    END IF;
    IF v_job IS NULL THEN
        SELECT r.id INTO v_job FROM clapper.outcomes r WHERE r.video_id = p_video_id
        ORDER BY (r.id = p_prefer) DESC NULLS LAST LIMIT 1;
    END IF;
    RETURN v_job;
END
$$;
