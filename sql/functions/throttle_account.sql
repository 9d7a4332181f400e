-- Holds an account's submits for p_wait_ms after a 429 or 402. p_lower: the 429 spoke of renders in flight, so the limit
-- adapts down to what is in flight now (never below 1) and rises again with time. True when no hold stood before.
CREATE FUNCTION clapper.throttle_account(p_account text, p_wait_ms bigint, p_reason text, p_lower boolean) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account   clapper.accounts;
    v_rendering integer;
BEGIN
    SELECT a.* INTO v_account FROM clapper.accounts a WHERE a.account = p_account FOR NO KEY UPDATE;
    SELECT count(*) INTO v_rendering FROM clapper.open_jobs o
    WHERE o.account = p_account AND o.phase IN ('rendering', 'unknown');
    UPDATE clapper.accounts a
    SET hold_until = greatest(a.hold_until, clock_timestamp() + p_wait_ms * interval '1 millisecond'),
        hold_reason = p_reason,
        render_limit = CASE WHEN p_lower THEN greatest(1, least(v_rendering, clapper.render_limit(v_account)))
                            ELSE a.render_limit END,
        limited_at = CASE WHEN p_lower THEN clock_timestamp() ELSE a.limited_at END
    WHERE a.account = p_account;
    RETURN coalesce(v_account.hold_until <= clock_timestamp(), true);
END
$$;
