-- Buys once more: begins the next paid attempt of a job that failed or was canceled, if p_after_attempt is its latest.
-- Result: retried; already (the job is past that attempt: nothing is bought); open (it has not ended); succeeded (it has
-- its video); rendering (canceled or given up, but HeyGen still renders it); future (no such attempt yet); missing.
CREATE FUNCTION clapper.retry_job(p_job_id uuid, p_after_attempt smallint) RETURNS text
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    o clapper.open_jobs;
    r clapper.outcomes;
    j clapper.jobs;
    v clapper.verdict;
    v_latest smallint;
BEGIN
    SELECT * INTO o FROM clapper.open_jobs t WHERE t.id = p_job_id FOR UPDATE;
    SELECT * INTO r FROM clapper.outcomes t WHERE t.id = p_job_id FOR UPDATE;
    IF o.id IS NULL AND r.id IS NULL THEN
        -- Another retry may have opened the job while we waited for the outcome that it deleted.
        SELECT * INTO o FROM clapper.open_jobs t WHERE t.id = p_job_id FOR UPDATE;
    END IF;
    SELECT * INTO j FROM clapper.jobs t WHERE t.id = p_job_id;
    IF j.id IS NULL OR (o.id IS NULL AND r.id IS NULL) THEN
        RETURN 'missing';
    END IF;
    -- A late success of an earlier attempt may have ended the job: the latest attempt is the highest ever begun.
    SELECT greatest(coalesce(o.attempt, r.attempt), max(a.attempt)) INTO v_latest
    FROM clapper.attempts a WHERE a.job_id = p_job_id;
    IF p_after_attempt > v_latest THEN
        RETURN 'future';
    ELSIF p_after_attempt < v_latest THEN
        RETURN 'already';
    ELSIF r.id IS NULL THEN
        RETURN 'open';
    ELSIF r.state = 'succeeded' THEN
        RETURN 'succeeded';
    ELSIF o.id IS NOT NULL THEN
        RETURN 'rendering';
    END IF;
    INSERT INTO clapper.attempts (job_id, attempt, account, video_id, first_sent_at, submitted_at, replaced_by, state,
                                  failure_code, failure_message)
    VALUES (r.id, r.attempt, r.account, r.video_id, r.first_sent_at, r.submitted_at, 'operator', r.state, r.failure_code,
            r.failure_message)
    -- Known already when the late success of this earlier attempt had ended the job.
    ON CONFLICT (job_id, attempt) DO UPDATE
    SET state = excluded.state, failure_code = excluded.failure_code, failure_message = excluded.failure_message;
    DELETE FROM clapper.outcomes t WHERE t.id = r.id;
    DELETE FROM clapper.owed_reads t WHERE t.job_id = r.id;
    INSERT INTO clapper.open_jobs (id, account, kind, lane, priority, attempt, max_attempts, revision, notify)
    VALUES (r.id, r.account, r.kind, j.lane, j.priority, v_latest + 1, greatest(j.max_attempts, v_latest + 1), r.revision,
            j.notify_url IS NOT NULL);
    v.source := 'operator';
    v.verdict := 'none';
    v.type := 'job.retried';
    v.attempt := r.attempt;
    v.video_id := r.video_id;
    PERFORM clapper.record_event(v, r.id, 'applied');
    RETURN 'retried';
END
$$;
