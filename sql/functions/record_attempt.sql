-- Keeps a paid attempt that gives up its place in open_jobs on record. Internal; row locked.
-- p_by: operator, max_attempts, or late_success: an earlier attempt had ended the job by then.
CREATE FUNCTION clapper.record_attempt(
    o clapper.open_jobs, p_by text, p_state text, p_failure_code text, p_failure_message text
) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO clapper.attempts (job_id, attempt, account, video_id, first_sent_at, submitted_at, replaced_by, state,
                                  failure_code, failure_message)
    VALUES (o.id, o.attempt, o.account, o.video_id, o.first_sent_at, o.submitted_at, p_by, p_state, p_failure_code,
            p_failure_message)
$$;
