-- Takes back the claims of workers that lapsed, or of one worker that leaves (p_worker).
-- What was certainly not sent returns to the queue; what may have been sent becomes unknown and is replayed at once.
-- Locks: the workers' rows, then their jobs. Looks first; writes nothing when no worker lapsed.
CREATE FUNCTION clapper.release_claims(p_worker uuid DEFAULT NULL) RETURNS TABLE (id uuid, from_state text, state text)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_workers uuid[];
BEGIN
    IF p_worker IS NULL AND NOT EXISTS (SELECT FROM clapper.workers w WHERE w.lapses_at < clock_timestamp()) THEN
        RETURN;
    END IF;
    SELECT array_agg(t.id) INTO v_workers
    FROM (SELECT w.id FROM clapper.workers w
          WHERE CASE WHEN p_worker IS NULL THEN w.lapses_at < clock_timestamp() ELSE w.id = p_worker END
          FOR UPDATE SKIP LOCKED) AS t;
    IF v_workers IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    UPDATE clapper.open_jobs o
    SET phase = 'queued', worker = NULL, slot_seq = NULL, next_at = now(), epoch = o.epoch + 1
    WHERE o.worker = ANY (v_workers) AND o.phase = 'submitting' AND o.first_sent_at IS NULL
    RETURNING o.id, 'submitting', 'queued';
    UPDATE clapper.batches b SET phase = 'unknown', worker = NULL, next_at = now(), epoch = b.epoch + 1
    WHERE b.worker = ANY (v_workers) AND b.phase IN ('sending', 'unknown');
    RETURN QUERY
    UPDATE clapper.open_jobs o
    SET phase = 'unknown', worker = NULL, epoch = o.epoch + 1,
        -- Of a batch, the whole is replayed.
        next_at = CASE WHEN o.batch IS NULL THEN now() ELSE 'infinity' END,
        note = 'the claim lapsed after the send began'
    WHERE o.worker = ANY (v_workers) AND o.phase IN ('submitting', 'unknown')
    RETURNING o.id, 'submitting', 'unknown';
    DELETE FROM clapper.workers w WHERE w.id = ANY (v_workers);
END
$$;
