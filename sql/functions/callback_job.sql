-- The job id inside a minted callback id (clp_<uuid>, with or without ~attempt); null for a caller's own.
CREATE FUNCTION clapper.callback_job(p_callback_id text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN p_callback_id ~ '^clp_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(~[0-9]{1,4})?$'
                THEN substr(p_callback_id, 5, 36)::uuid END
$$;
