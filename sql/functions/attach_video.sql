-- An operator's word, or the title search's find, that a video belongs to a job's current attempt: it is read at once
-- and the read decides. An operator's word is only that until then (hinted_by): HeyGen's own event that names the job
-- beside another video replaces it, and an id HeyGen does not know is taken back (detach_video).
-- Result: attached, already (the same video), taken (the attempt has another video, or the video belongs to another job),
-- ended (the video is read all the same; completed, it ends the job anew), unsent (it was never sent: no video can be its
-- own), or missing.
CREATE FUNCTION clapper.attach_video(p_job_id uuid, p_video_id text, p_source text) RETURNS text
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    o clapper.open_jobs;
    r clapper.outcomes;
    v clapper.verdict;
    v_other uuid;
BEGIN
    SELECT * INTO o FROM clapper.open_jobs t WHERE t.id = p_job_id FOR UPDATE;
    SELECT * INTO r FROM clapper.outcomes t WHERE t.id = p_job_id FOR UPDATE;
    v_other := clapper.video_job(p_video_id, p_job_id);
    IF o.id IS NULL AND r.id IS NULL THEN
        RETURN 'missing';
    ELSIF v_other <> p_job_id
          OR (coalesce(o.video_id, r.video_id) <> p_video_id AND o.hinted_by IS DISTINCT FROM 'operator') THEN
        RETURN 'taken';
    ELSIF r.id IS NULL AND o.phase IN ('queued', 'submitting') THEN
        RETURN 'unsent';
    ELSIF coalesce(o.video_id, r.video_id) = p_video_id AND r.state = 'succeeded' THEN
        RETURN 'already';
    END IF;
    v.source := p_source;
    v.verdict := 'none';
    v.type := 'video.attached';
    v.attempt := coalesce(o.attempt, r.attempt);
    v.video_id := p_video_id;
    PERFORM clapper.record_event(v, p_job_id, 'applied');
    IF o.id IS NULL THEN
        PERFORM clapper.owe_read(r.id, p_video_id, r.kind, p_source, 'a video attached after the end');
        RETURN 'ended';
    END IF;
    UPDATE clapper.open_jobs t
    SET video_id = p_video_id, phase = 'rendering', worker = NULL, epoch = t.epoch + 1, next_at = clock_timestamp(),
        slot_seq = coalesce(t.slot_seq, nextval('clapper.slot_seq')), note = NULL,
        -- An operator's word may be taken back, and then it is its batch that tells.
        batch = CASE WHEN p_source = 'operator' THEN t.batch END,
        submitted_at = coalesce(t.submitted_at, t.first_sent_at, clock_timestamp()),
        hinted_by = CASE WHEN p_source = 'operator' AND t.video_id IS DISTINCT FROM p_video_id THEN p_source
                         ELSE coalesce(t.hinted_by, p_source) END
    WHERE t.id = p_job_id;
    RETURN 'attached';
END
$$;
