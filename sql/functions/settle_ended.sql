-- Settles a terminal verdict about a job that has ended, by authority: a stronger source rewrites the outcome and raises
-- its revision; a weaker or equal one is recorded, and where it contradicts, the video is read. A canceled job stays
-- canceled and keeps what became of its video. Internal; rows locked.
CREATE FUNCTION clapper.settle_ended(
    s clapper.settlement, v clapper.verdict, r clapper.outcomes, p_attempt smallint, p_video_id text
) RETURNS clapper.settlement
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_authority smallint := clapper.authority(v.source);
    v_source    text := v.source;
BEGIN
    IF v.source = 'poll' THEN
        -- The read was owed because of some other source: that source is named.
        DELETE FROM clapper.owed_reads t WHERE t.job_id = s.job_id AND t.video_id = p_video_id
        RETURNING t.hinted_by INTO v_source;
        v_source := coalesce(v_source, 'poll');
        -- A read an operator asked for carries the operator's word, and the newer of two counts.
        IF v_source = 'operator' THEN
            v_authority := clapper.authority('operator') + 1;
        END IF;
    END IF;
    IF v.source IN ('deadline', 'submit') THEN
        s.disposition := 'ignored';
        RETURN s;
    END IF;
    IF r.state = 'canceled' OR r.state = v.verdict THEN
        s.disposition := CASE WHEN v.source = 'poll' AND r.state = v.verdict THEN 'duplicate' ELSE 'late' END;
        PERFORM clapper.record_event(v, s.job_id, s.disposition);
        -- Of another paid attempt's video nothing is added: the outcome tells of one video.
        UPDATE clapper.outcomes t
        SET video_id = coalesce(t.video_id, p_video_id),
            result = CASE WHEN v.result IS NULL THEN t.result ELSE coalesce(t.result, '{}') || v.result END,
            authority = CASE WHEN t.state = 'canceled' THEN t.authority ELSE greatest(t.authority, least(v_authority, clapper.authority('operator'))) END
        WHERE t.id = r.id AND coalesce(t.video_id = p_video_id, true);
        RETURN s;
    END IF;
    IF v_authority <= r.authority THEN
        s.disposition := 'conflict';
        PERFORM clapper.record_event(v, s.job_id, s.disposition);
        IF r.authority < 4 THEN
            PERFORM clapper.owe_read(s.job_id, p_video_id, r.kind, v.source, 'events that contradict each other');
        END IF;
        RETURN s;
    END IF;
    IF v.verdict = 'succeeded' AND v_authority < 4 AND NOT coalesce(v.result ? 'video_url', false) THEN
        s.disposition := 'hint';
        PERFORM clapper.record_event(v, s.job_id, s.disposition);
        PERFORM clapper.owe_read(s.job_id, p_video_id, r.kind, v.source, 'a late success without a link');
        RETURN s;
    END IF;
    s.disposition := 'applied';
    PERFORM clapper.record_event(v, s.job_id, s.disposition);
    IF p_attempt <> r.attempt THEN
        -- An earlier attempt's late success ends the job after all: the newer one stays on record.
        INSERT INTO clapper.attempts (job_id, attempt, account, video_id, first_sent_at, submitted_at, replaced_by, state,
                                      failure_code, failure_message)
        VALUES (r.id, r.attempt, r.account, r.video_id, r.first_sent_at, r.submitted_at, 'late_success', r.state,
                r.failure_code, r.failure_message)
        ON CONFLICT (job_id, attempt) DO NOTHING;
    END IF;
    UPDATE clapper.outcomes t
    SET state = v.verdict, attempt = p_attempt, revision = r.revision + 1, authority = least(v_authority, clapper.authority('operator')),
        resolved_by = v_source, video_id = p_video_id, result = v.result, failure_code = v.failure_code,
        failure_message = v.failure_message, finished_at = clock_timestamp(), render_ms = NULL
    WHERE t.id = r.id;
    PERFORM clapper.tell_completion(r.id, v.verdict, r.revision + 1);
    s.state := v.verdict;
    s.revision := r.revision + 1;
    s.resolved_by := v_source;
    RETURN s;
END
$$;
