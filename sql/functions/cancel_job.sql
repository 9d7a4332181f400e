-- Cancels a job. Queued, or claimed but not yet sent: it ends at once. Later HeyGen cannot be stopped: the outcome is
-- written and told at once, and the row stays, ended, with its slot and its video id until the provider's verdict or the
-- hard limit. Result: canceled, already (canceled before), ended (succeeded or failed before), or missing.
CREATE FUNCTION clapper.cancel_job(p_job_id uuid) RETURNS text
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    o clapper.open_jobs;
    r clapper.outcomes;
    v clapper.verdict;
BEGIN
    SELECT * INTO o FROM clapper.open_jobs t WHERE t.id = p_job_id FOR UPDATE;
    SELECT * INTO r FROM clapper.outcomes t WHERE t.id = p_job_id;
    IF r.id IS NOT NULL THEN
        RETURN CASE WHEN r.state = 'canceled' THEN 'already' ELSE 'ended' END;
    ELSIF o.id IS NULL THEN
        RETURN 'missing';
    END IF;
    v.source := 'operator';
    v.verdict := 'canceled';
    v.type := 'job.canceled';
    v.attempt := o.attempt;
    v.video_id := o.video_id;
    PERFORM clapper.record_event(v, o.id, 'applied');
    PERFORM clapper.end_job(o, v, 'canceled', o.attempt, o.video_id,
                            o.phase <> 'queued' AND NOT (o.phase = 'submitting' AND o.first_sent_at IS NULL));
    RETURN 'canceled';
END
$$;
