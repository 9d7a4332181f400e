-- Settles a verdict about an earlier paid attempt: a failure is superseded; a success must be read, and if it was
-- completed it ends the job, for it is paid for. A newer attempt not yet sent is then never sent. Internal; rows locked.
CREATE FUNCTION clapper.settle_earlier(
    s clapper.settlement, v clapper.verdict, o clapper.open_jobs, r clapper.outcomes, a clapper.attempts
) RETURNS clapper.settlement
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_video text := coalesce(v.video_id, a.video_id);
BEGIN
    DELETE FROM clapper.owed_reads t WHERE v.source = 'poll' AND t.job_id = s.job_id AND t.video_id = v.video_id;
    IF v.verdict = 'failed' THEN
        s.disposition := 'superseded';
        PERFORM clapper.record_event(v, s.job_id, s.disposition);
        UPDATE clapper.attempts t
        SET state = 'failed', video_id = v_video, failure_code = coalesce(v.failure_code, t.failure_code),
            failure_message = coalesce(v.failure_message, t.failure_message)
        WHERE t.job_id = a.job_id AND t.attempt = a.attempt;
        RETURN s;
    END IF;
    IF clapper.authority(v.source) < 4 THEN
        s.disposition := CASE WHEN r.state = 'succeeded' THEN 'late' ELSE 'hint' END;
        PERFORM clapper.record_event(v, s.job_id, s.disposition);
        IF s.disposition = 'hint' THEN
            PERFORM clapper.owe_read(s.job_id, v_video, coalesce(o.kind, r.kind), v.source,
                                     'a late success of an earlier paid attempt');
        END IF;
        RETURN s;
    END IF;
    UPDATE clapper.attempts t SET state = 'succeeded', video_id = v_video
    WHERE t.job_id = a.job_id AND t.attempt = a.attempt;
    IF r.id IS NOT NULL THEN
        -- A read that found another attempt failed says nothing against this video, and is no match for it.
        IF r.state = 'failed' AND r.attempt <> a.attempt AND r.authority = clapper.authority('poll') THEN
            r.authority := clapper.authority('webhook');
        END IF;
        RETURN clapper.settle_ended(s, v, r, a.attempt, v_video);
    END IF;
    s.disposition := 'applied';
    PERFORM clapper.record_event(v, s.job_id, s.disposition);
    -- The newer attempt keeps its row and slot only if it may have reached HeyGen.
    o.submitted_at := coalesce(a.submitted_at, o.submitted_at);
    o.hinted_by := coalesce(o.hinted_by, 'webhook');
    PERFORM clapper.end_job(o, v, 'succeeded', a.attempt, v_video, o.first_sent_at IS NOT NULL);
    s.state := 'succeeded';
    s.revision := o.revision + 1;
    s.resolved_by := o.hinted_by;
    RETURN s;
END
$$;
