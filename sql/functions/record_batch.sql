-- Records what became of a send of a batch, if its claim still stands; of accepted whatever the epoch, for the same key names
-- the same batch, and it is paid for.
--   accepted   p_batch_id is HeyGen's; the jobs render, their video ids are read from the batch, which is due after p_wait_ms.
--   unknown    fate unknown: the jobs keep their slots, and the batch is replayed after p_wait_ms.
--   refused    HeyGen said no to the whole: its jobs go back to the queue, and from then on singly, so that each is judged
--              for itself. Only for a batch that was never of unknown fate; so are not_sent and throttled.
-- Locks: the batch, then its jobs in id order. Result: false when a newer claim or another answer came first.
CREATE FUNCTION clapper.record_batch(
    p_id uuid, p_epoch integer, p_answer text, p_batch_id text, p_wait_ms bigint, p_note text
) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    b        clapper.batches;
    v_next   timestamptz := clock_timestamp() + p_wait_ms * interval '1 millisecond';
BEGIN
    SELECT * INTO b FROM clapper.batches t WHERE t.id = p_id FOR UPDATE;
    IF b.id IS NULL OR b.phase = 'accepted' OR (p_answer <> 'accepted' AND b.epoch <> p_epoch) THEN
        RETURN false;
    END IF;
    PERFORM 1 FROM clapper.open_jobs o WHERE o.batch = p_id ORDER BY o.id FOR UPDATE;
    IF p_answer = 'accepted' THEN
        UPDATE clapper.batches t SET phase = 'accepted', batch_id = p_batch_id, worker = NULL, next_at = v_next
        WHERE t.id = p_id;
        UPDATE clapper.open_jobs o
        SET phase = 'rendering', worker = NULL, submitted_at = coalesce(o.submitted_at, clock_timestamp()),
            next_at = 'infinity', note = 'waits for its video in batch ' || left(p_batch_id, 200)
        WHERE o.batch = p_id AND o.phase IN ('submitting', 'unknown');
    ELSIF p_answer = 'unknown' OR b.phase = 'unknown' THEN
        UPDATE clapper.batches t SET phase = 'unknown', worker = NULL, next_at = v_next WHERE t.id = p_id;
        UPDATE clapper.open_jobs o
        SET phase = 'unknown', worker = NULL, next_at = 'infinity', note = p_note
        WHERE o.batch = p_id AND o.phase IN ('submitting', 'unknown');
    ELSE
        -- What ended while it was being sent, and HeyGen did not take, has nothing left to wait for.
        DELETE FROM clapper.open_jobs o WHERE o.batch = p_id AND o.phase = 'submitting' AND o.ended;
        UPDATE clapper.open_jobs o
        SET phase = 'queued', worker = NULL, slot_seq = NULL, first_sent_at = NULL, batch = NULL, next_at = v_next,
            note = p_note, solo = o.solo OR p_answer = 'refused'
        WHERE o.batch = p_id AND o.phase = 'submitting';
        DELETE FROM clapper.batches t WHERE t.id = p_id;
    END IF;
    RETURN true;
END
$$;
