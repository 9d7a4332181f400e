-- How many renders an account may have in flight now: its limit, or what the last 429 taught, rising by one a step since.
-- Computed, never stored, so that nothing is written while the limit recovers.
CREATE FUNCTION clapper.render_limit(p_account clapper.accounts) RETURNS integer
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN p_account.limited_at IS NULL THEN p_account.max_renders
                ELSE least(p_account.max_renders,
                           p_account.render_limit
                           + floor(extract(epoch FROM clock_timestamp() - p_account.limited_at) * 1000
                                   / p_account.raise_every_ms)::integer) END
$$;
