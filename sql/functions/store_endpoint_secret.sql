-- Stores the secret that HeyGen answered to a call; the one it replaces is accepted for p_previous_ms of real time more.
-- False, and nothing done, if this answer was stored before. p_finish: whether the call is done; a replacement goes on.
-- Locks: the advisory one of begin_endpoint_call.
CREATE FUNCTION clapper.store_endpoint_secret(
    p_account text, p_key text, p_endpoint_id text, p_url text, p_entity_id text, p_secret bytea,
    p_previous_ms bigint, p_finish boolean
) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_now timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('clapper.endpoint_calls', 0));
    v_now := clock_timestamp();
    UPDATE clapper.endpoint_calls c
    SET endpoint_id = p_endpoint_id, finished_at = CASE WHEN p_finish THEN v_now END
    WHERE c.account = p_account AND c.key = p_key AND c.endpoint_id IS NULL AND c.finished_at IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO clapper.endpoints AS e (endpoint_id, account, url, entity_id)
    VALUES (p_endpoint_id, p_account, p_url, p_entity_id)
    ON CONFLICT (endpoint_id) DO UPDATE
    SET url = excluded.url, entity_id = coalesce(excluded.entity_id, e.entity_id), retired_at = NULL;
    UPDATE clapper.endpoint_secrets s SET accepted_until = v_now + p_previous_ms * interval '1 millisecond'
    WHERE s.endpoint_id = p_endpoint_id AND s.accepted_until IS NULL;
    DELETE FROM clapper.endpoint_secrets s WHERE s.accepted_until < v_now;
    INSERT INTO clapper.endpoint_secrets (endpoint_id, secret, stored_at) VALUES (p_endpoint_id, p_secret, v_now);
    RETURN true;
END
$$;
