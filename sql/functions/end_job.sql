-- Writes the first outcome of an open job and tells it. p_keep: the row stays, ended, because HeyGen still renders or may
-- render this attempt and so holds the slot; it leaves on the provider's verdict or the hard limit. Internal; row locked.
CREATE FUNCTION clapper.end_job(
    o clapper.open_jobs, v clapper.verdict, p_state text, p_attempt smallint, p_video_id text, p_keep boolean
) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO clapper.outcomes (id, state, kind, account, attempt, revision, authority, resolved_by, video_id, result,
                                  failure_code, failure_message, first_sent_at, submitted_at, finished_at, render_ms)
    VALUES (o.id, p_state, o.kind, o.account, p_attempt, o.revision + 1,
            clapper.outcome_authority(v.source, v.failure_code),
            CASE WHEN v.source = 'poll' THEN coalesce(o.hinted_by, 'poll') ELSE v.source END, p_video_id, v.result,
            v.failure_code, v.failure_message, o.first_sent_at, o.submitted_at, clock_timestamp(),
            clapper.render_ms(o.submitted_at, v.rendered_at, v.source));
    IF p_keep THEN
        UPDATE clapper.open_jobs t
        SET ended = true, next_at = CASE WHEN t.phase = 'unknown' THEN 'infinity' ELSE t.next_at END,
            -- What was said of a render that goes on is no news of a job that has ended.
            note = CASE WHEN t.phase = 'rendering' THEN NULL ELSE t.note END
        WHERE t.id = o.id;
    ELSE
        DELETE FROM clapper.open_jobs t WHERE t.id = o.id;
    END IF;
    PERFORM clapper.tell_completion(o.id, p_state, o.revision + 1);
END
$$;
