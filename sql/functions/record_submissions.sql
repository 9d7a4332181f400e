-- Records what became of sends, each if its claim still stands. p_answers: accepted, refused, not_sent, throttled, unknown.
--   accepted   the video id is stored whatever the epoch: the same key names the same video, and it is paid for. Also for
--              what a batch made of a job of it.
--   refused    HeyGen said no to this request: the job fails. Only for an attempt that was never ambiguous.
--   not_sent, throttled   back to the queue after p_wait_ms; no attempt is burned.
--   unknown    fate unknown: keeps its slot, replayed after p_wait_ms.
-- Once an attempt is unknown, only accepted (or an event, a read, an operator) changes that.
-- Locks: the rows, in id order. Result: recorded false means a newer claim or an outcome came first.
CREATE FUNCTION clapper.record_submissions(
    p_ids uuid[], p_epochs integer[], p_attempts smallint[], p_answers text[], p_video_ids text[], p_wait_ms bigint[],
    p_notes text[], p_failure_codes text[], p_failure_messages text[]
) RETURNS TABLE (id uuid, recorded boolean, from_state text, state text)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    s record;
    o clapper.open_jobs;
BEGIN
    PERFORM 1 FROM clapper.open_jobs o WHERE o.id = ANY (p_ids) ORDER BY o.id FOR UPDATE;

    -- The common case in one statement: accepted, the claim stands, nothing else is known.
    RETURN QUERY
    UPDATE clapper.open_jobs o
    SET phase = 'rendering', video_id = s.video_id, submitted_at = coalesce(o.submitted_at, clock_timestamp()),
        worker = NULL, note = NULL, batch = NULL,
        -- A hint that was quicker than this answer could not be followed until now.
        next_at = clock_timestamp() + CASE WHEN o.hinted_by IS NULL THEN s.wait_ms ELSE 0 END * interval '1 millisecond'
    FROM unnest(p_ids, p_epochs, p_attempts, p_answers, p_video_ids, p_wait_ms)
         AS s(id, epoch, attempt, answer, video_id, wait_ms)
    WHERE s.answer = 'accepted' AND o.id = s.id AND o.attempt = s.attempt AND o.video_id IS NULL
      AND (o.phase IN ('submitting', 'unknown') OR o.batch IS NOT NULL)
    RETURNING o.id, true, 'submitting', o.phase;

    FOR s IN
        SELECT * FROM unnest(p_ids, p_epochs, p_attempts, p_answers, p_video_ids, p_wait_ms, p_notes, p_failure_codes,
                             p_failure_messages)
                 AS t(id, epoch, attempt, answer, video_id, wait_ms, note, failure_code, failure_message)
        WHERE NOT EXISTS (SELECT FROM clapper.open_jobs d
                          WHERE d.id = t.id AND t.answer = 'accepted' AND d.video_id = t.video_id)
        ORDER BY t.id
    LOOP
        o := NULL;
        SELECT * INTO o FROM clapper.open_jobs t WHERE t.id = s.id;
        id := s.id;
        recorded := false;
        from_state := o.phase;
        state := o.phase;
        IF s.answer = 'accepted' THEN
            -- An event or an operator was quicker, or another video was bought under the same attempt.
            IF o.id IS NULL THEN
                UPDATE clapper.outcomes r SET video_id = s.video_id WHERE r.id = s.id AND r.video_id IS NULL;
            END IF;
            IF EXISTS (SELECT FROM clapper.job_status j WHERE j.id = s.id AND j.video_id <> s.video_id) THEN
                PERFORM clapper.record_event(ROW(0, 'submit', 'none', s.id, NULL, s.video_id, s.attempt,
                    'video.created', NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                    'HeyGen answered with another video than is known for this attempt', NULL)::clapper.verdict, s.id, 'conflict');
            END IF;
        ELSIF o.id IS NULL OR o.epoch <> s.epoch OR o.phase NOT IN ('submitting', 'unknown') THEN
            NULL;
        ELSIF o.phase = 'unknown' OR s.answer = 'unknown' THEN
            UPDATE clapper.open_jobs t
            SET phase = 'unknown', worker = NULL, note = s.note,
                next_at = clock_timestamp() + s.wait_ms * interval '1 millisecond'
            WHERE t.id = s.id;
            recorded := true;
            state := 'unknown';
        ELSIF o.ended THEN
            -- It ended while it was being sent, and HeyGen did not take it: nothing is left to wait for.
            DELETE FROM clapper.open_jobs t WHERE t.id = s.id;
            recorded := true;
            SELECT r.state INTO state FROM clapper.outcomes r WHERE r.id = s.id;
        ELSIF s.answer = 'refused' THEN
            PERFORM clapper.settle_verdict(ROW(0, 'submit', 'failed', s.id, NULL, NULL, s.attempt, 'video.refused', NULL,
                NULL, NULL, NULL, s.failure_code, s.failure_message, NULL, NULL, NULL)::clapper.verdict);
            recorded := true;
            state := 'failed';
        ELSE
            UPDATE clapper.open_jobs t
            SET phase = 'queued', worker = NULL, slot_seq = NULL, first_sent_at = NULL, request_hash = NULL,
                note = s.note, next_at = clock_timestamp() + s.wait_ms * interval '1 millisecond'
            WHERE t.id = s.id;
            recorded := true;
            state := 'queued';
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;
