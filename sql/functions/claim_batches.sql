-- Claims due batches of unknown fate for a replay with the same key and the same bytes, within the key's window. Their jobs
-- keep their phase and their slots.
-- Locks: the claimed rows; rows locked by others are skipped. Looks first: the table is empty unless batches are on.
CREATE FUNCTION clapper.claim_batches(p_account text, p_worker uuid, p_limit integer, p_lease_ms bigint, p_window_ms bigint)
RETURNS TABLE (id uuid, epoch integer, kind text, body bytea)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF NOT EXISTS (SELECT FROM clapper.batches b
                   WHERE b.phase = 'unknown' AND b.account = p_account AND b.next_at <= now())
       OR EXISTS (SELECT FROM clapper.accounts a WHERE a.account = p_account
                  AND (a.hold_until > clock_timestamp() OR a.credential_failed_at IS NOT NULL)) THEN
        RETURN;
    END IF;
    INSERT INTO clapper.workers AS w (id, lapses_at)
    VALUES (p_worker, clock_timestamp() + p_lease_ms * interval '1 millisecond')
    ON CONFLICT (id) DO UPDATE SET lapses_at = excluded.lapses_at;
    RETURN QUERY
    WITH due AS MATERIALIZED (
        SELECT b.id FROM clapper.batches b
        WHERE b.phase = 'unknown' AND b.account = p_account AND b.next_at <= now()
          AND b.first_sent_at > now() - p_window_ms * interval '1 millisecond'
        ORDER BY b.next_at LIMIT p_limit
        FOR UPDATE SKIP LOCKED
    )
    UPDATE clapper.batches b
    SET epoch = b.epoch + 1, worker = p_worker, next_at = 'infinity'
    FROM due d WHERE b.id = d.id
    RETURNING b.id, b.epoch, b.kind, b.body;
END
$$;
