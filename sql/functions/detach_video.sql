-- Takes back a video id that only an operator's word had given to an attempt, and that HeyGen does not know: the attempt is
-- of unknown fate again, and replayed within its key's window. One that was sent in a batch waits for that as before: the
-- batch is replayed, or read at once if HeyGen accepted it; sent singly, the attempt would be bought twice.
-- False when the id is not the operator's word alone.
-- Locks: the batch, then the open row.
CREATE FUNCTION clapper.detach_video(p_job_id uuid, p_video_id text) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v clapper.verdict;
    b clapper.batches;
BEGIN
    SELECT t.* INTO b FROM clapper.batches t
    WHERE t.id = (SELECT o.batch FROM clapper.open_jobs o WHERE o.id = p_job_id) FOR UPDATE;
    UPDATE clapper.open_jobs t
    SET phase = CASE b.phase WHEN 'accepted' THEN 'rendering' ELSE 'unknown' END, video_id = NULL, hinted_by = NULL,
        submitted_at = NULL, reads = 0, epoch = t.epoch + 1, batch = b.id,
        next_at = CASE WHEN b.id IS NULL THEN clock_timestamp() ELSE 'infinity' END,
        note = format('HeyGen knows no video %s, which an operator attached: attach the right one, or fail the job',
                      left(p_video_id, 200))
    WHERE t.id = p_job_id AND t.video_id = p_video_id AND t.phase = 'rendering' AND t.hinted_by = 'operator'
    RETURNING t.attempt INTO v.attempt;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE clapper.batches t SET next_at = clock_timestamp() WHERE t.id = b.id AND t.phase = 'accepted';
    v.source := 'poll';
    v.verdict := 'none';
    v.type := 'video.detached';
    v.video_id := p_video_id;
    v.detail := 'HeyGen does not know the video that was attached';
    PERFORM clapper.record_event(v, p_job_id, 'ignored');
    RETURN true;
END
$$;
