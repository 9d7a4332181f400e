-- Commits, before anything is sent, that these claims are about to be sent: the hash of the bytes and the time of the
-- first send. Returns the ids that may be sent: the claim still stands, and the bytes equal those of the first send.
-- A claim whose bytes differ is parked as unknown for an operator: HeyGen would replay the answer to the other request.
-- Locks: the rows, in id order.
CREATE FUNCTION clapper.begin_attempts(p_ids uuid[], p_epochs integer[], p_hashes bytea[]) RETURNS TABLE (id uuid)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM clapper.open_jobs o WHERE o.id = ANY (p_ids) ORDER BY o.id FOR UPDATE;
    UPDATE clapper.open_jobs o
    SET phase = 'unknown', next_at = 'infinity', worker = NULL,
        note = 'the bytes to send differ from those of the first send: an operator must decide'
    FROM unnest(p_ids, p_epochs, p_hashes) AS s(id, epoch, hash)
    WHERE o.id = s.id AND o.epoch = s.epoch AND o.request_hash <> s.hash;
    RETURN QUERY
    UPDATE clapper.open_jobs o
    SET request_hash = s.hash, first_sent_at = coalesce(o.first_sent_at, clock_timestamp())
    FROM unnest(p_ids, p_epochs, p_hashes) AS s(id, epoch, hash)
    WHERE o.id = s.id AND o.epoch = s.epoch AND NOT o.ended AND o.phase IN ('submitting', 'unknown')
      AND coalesce(o.request_hash = s.hash, true)
    RETURNING o.id;
END
$$;
