-- Sets an account's limit from the configuration; writes only when it differs. p_raise_every_ms: real time a step.
CREATE FUNCTION clapper.configure_account(p_account text, p_max_renders integer, p_raise_every_ms bigint) RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO clapper.accounts AS a (account, max_renders, raise_every_ms)
    VALUES (p_account, p_max_renders, p_raise_every_ms)
    ON CONFLICT (account) DO UPDATE SET max_renders = excluded.max_renders, raise_every_ms = excluded.raise_every_ms
    WHERE (a.max_renders, a.raise_every_ms) IS DISTINCT FROM (excluded.max_renders, excluded.raise_every_ms)
$$;
