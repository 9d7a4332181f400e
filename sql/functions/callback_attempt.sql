-- The paid attempt a received callback id speaks of: 1 without a suffix, n for <id>~n; null for a null id.
CREATE FUNCTION clapper.callback_attempt(p_callback_id text) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN p_callback_id IS NULL THEN NULL
                WHEN strpos(p_callback_id, '~') = 0 THEN 1
                ELSE coalesce(substring(p_callback_id FROM '~([0-9]{1,4})$')::smallint, 1) END
$$;
