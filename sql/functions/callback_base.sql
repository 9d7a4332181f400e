-- A received callback id without its ~attempt: what the job was enqueued under.
CREATE FUNCTION clapper.callback_base(p_callback_id text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN strpos(p_callback_id, '~') = 0 THEN p_callback_id
                ELSE regexp_replace(p_callback_id, '~[0-9]{1,4}$', '') END
$$;
