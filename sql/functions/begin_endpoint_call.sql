-- Commits a call that makes HeyGen change a secret, before it is sent, and opens its window for p_window_ms of real time.
-- An unfinished call of the same purpose and subject is taken up instead, with its key and what it has stored, unless it is
-- older than p_lifetime_ms and has stored nothing: HeyGen may have forgotten its key. No row if the secret of p_unless (an
-- endpoint's id or URL) is held already.
-- Locks: an advisory one, so that processes which start at once begin one call between them; such calls are rare.
CREATE FUNCTION clapper.begin_endpoint_call(
    p_account text, p_purpose text, p_subject text, p_key text, p_unless text, p_lifetime_ms bigint, p_window_ms bigint
) RETURNS TABLE (key text, endpoint_id text, resumed boolean)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_now timestamptz;
    v_call clapper.endpoint_calls;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('clapper.endpoint_calls', 0));
    v_now := clock_timestamp();
    DELETE FROM clapper.endpoint_calls c WHERE c.finished_at IS NOT NULL AND c.window_until < v_now;
    SELECT * INTO v_call FROM clapper.endpoint_calls c
    WHERE c.account = p_account AND c.purpose = p_purpose AND md5(c.subject) = md5(p_subject)
      AND c.finished_at IS NULL;
    IF v_call.key IS NOT NULL AND v_call.endpoint_id IS NULL
        AND v_call.begun_at < v_now - p_lifetime_ms * interval '1 millisecond' THEN
        DELETE FROM clapper.endpoint_calls c WHERE c.key = v_call.key;
        v_call := NULL;
    END IF;
    IF v_call.key IS NULL AND EXISTS (
        SELECT FROM clapper.endpoints e JOIN clapper.endpoint_secrets s ON s.endpoint_id = e.endpoint_id
        WHERE e.account = p_account AND e.retired_at IS NULL AND s.accepted_until IS NULL
          AND (e.endpoint_id = p_unless OR e.url = p_unless)
    ) THEN
        RETURN;
    END IF;
    IF v_call.key IS NULL THEN
        INSERT INTO clapper.endpoint_calls (key, account, purpose, subject, begun_at, window_until)
        VALUES (p_key, p_account, p_purpose, p_subject, v_now, v_now + p_window_ms * interval '1 millisecond');
        RETURN QUERY SELECT p_key, NULL::text, false;
    ELSE
        UPDATE clapper.endpoint_calls c
        SET window_until = greatest(c.window_until, v_now + p_window_ms * interval '1 millisecond')
        WHERE c.key = v_call.key;
        RETURN QUERY SELECT v_call.key, v_call.endpoint_id, true;
    END IF;
END
$$;
