-- Claims due attempts of unknown fate for a replay with the same key and the same bytes, within the key's window.
-- They keep their phase and their slot. Jobs that were canceled meanwhile are not replayed: a replay could buy.
-- Locks: the claimed rows; rows locked by others are skipped.
CREATE FUNCTION clapper.claim_replays(p_account text, p_worker uuid, p_limit integer, p_lease_ms bigint, p_window_ms bigint)
RETURNS TABLE (
    id uuid, epoch integer, attempt smallint, seq bigint, slot_seq bigint, kind text, lane text, priority smallint,
    callback_id text, request bytea, traceparent text, solo boolean, callback_mode text
)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_ids uuid[];
BEGIN
    -- Look before locking: an idle poll writes nothing and takes no lock.
    -- Not EXISTS: for that the planner may read the table from its beginning, trusting to find a row soon.
    IF (SELECT o.next_at FROM clapper.open_jobs o
        WHERE o.phase = 'unknown' AND o.next_at <= now() AND NOT o.ended AND o.account = p_account
          AND o.first_sent_at > now() - p_window_ms * interval '1 millisecond'
        ORDER BY o.next_at LIMIT 1) IS NULL
       OR EXISTS (SELECT FROM clapper.accounts a WHERE a.account = p_account
                  AND (a.hold_until > clock_timestamp() OR a.credential_failed_at IS NOT NULL)) THEN
        RETURN;
    END IF;
    INSERT INTO clapper.workers AS w (id, lapses_at)
    VALUES (p_worker, clock_timestamp() + p_lease_ms * interval '1 millisecond')
    ON CONFLICT (id) DO UPDATE SET lapses_at = excluded.lapses_at;
    WITH due AS MATERIALIZED (
        SELECT o.id
        FROM clapper.open_jobs o
        WHERE o.phase = 'unknown' AND o.next_at <= now() AND o.account = p_account AND NOT o.ended
          AND o.first_sent_at > now() - p_window_ms * interval '1 millisecond'
        ORDER BY o.next_at LIMIT p_limit
        FOR UPDATE SKIP LOCKED
    ), claimed AS (
        UPDATE clapper.open_jobs o
        SET epoch = o.epoch + 1, worker = p_worker, next_at = 'infinity'
        FROM due d WHERE o.id = d.id
        RETURNING o.id
    )
    SELECT array_agg(c.id ORDER BY c.id) INTO v_ids FROM claimed c;
    RETURN QUERY
    SELECT o.id, o.epoch, o.attempt, o.seq, o.slot_seq, o.kind, o.lane, o.priority, j.callback_id, j.request, j.traceparent,
           o.solo, j.callback_mode
    FROM clapper.jobs j
    JOIN clapper.open_jobs o ON o.id = j.id
    WHERE j.id = ANY (v_ids) AND j.id >= v_ids[1] AND j.id <= v_ids[cardinality(v_ids)];
END
$$;
