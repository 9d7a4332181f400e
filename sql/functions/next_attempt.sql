-- Begins the next paid attempt of an open job whose current one failed: moves that one to attempts and queues the job.
-- The decision was made by the caller's retry, an operator, or the job's own max_attempts. Internal; row locked.
CREATE FUNCTION clapper.next_attempt(o clapper.open_jobs, p_by text, p_failure_code text, p_failure_message text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM clapper.record_attempt(o, p_by, 'failed', p_failure_code, p_failure_message);
    UPDATE clapper.open_jobs t
    SET phase = 'queued', attempt = o.attempt + 1, worker = NULL, slot_seq = NULL, next_at = now(), request_hash = NULL,
        first_sent_at = NULL, submitted_at = NULL, video_id = NULL, reads = 0, hinted_by = NULL, note = NULL, batch = NULL
    WHERE t.id = o.id;
END
$$;
