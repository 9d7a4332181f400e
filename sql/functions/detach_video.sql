-- Takes back a video id that only an operator's word had given to an attempt, and that HeyGen does not know: the attempt is
-- of unknown fate again, and replayed within its key's window. False when the id is not the operator's word alone.
-- Locks: the open row.
CREATE FUNCTION clapper.detach_video(p_job_id uuid, p_video_id text) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v clapper.verdict;
BEGIN
    UPDATE clapper.open_jobs t
    SET phase = 'unknown', video_id = NULL, hinted_by = NULL, submitted_at = NULL, reads = 0, epoch = t.epoch + 1,
        next_at = clock_timestamp(),
        note = format('HeyGen knows no video %s, which an operator attached: attach the right one, or fail the job',
                      left(p_video_id, 200))
    WHERE t.id = p_job_id AND t.video_id = p_video_id AND t.phase = 'rendering' AND t.hinted_by = 'operator'
    RETURNING t.attempt INTO v.attempt;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    v.source := 'poll';
    v.verdict := 'none';
    v.type := 'video.detached';
    v.video_id := p_video_id;
    v.detail := 'HeyGen does not know the video that was attached';
    PERFORM clapper.record_event(v, p_job_id, 'ignored');
    RETURN true;
END
$$;
