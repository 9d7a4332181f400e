-- Ends a call. p_happened: it is done, and its window stays open until its end; else HeyGen refused it, nothing changed,
-- and it is forgotten with its window. False if there is no such unfinished call.
CREATE FUNCTION clapper.end_endpoint_call(p_account text, p_key text, p_happened boolean) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_happened THEN
        UPDATE clapper.endpoint_calls c SET finished_at = clock_timestamp()
        WHERE c.account = p_account AND c.key = p_key AND c.finished_at IS NULL;
    ELSE
        DELETE FROM clapper.endpoint_calls c
        WHERE c.account = p_account AND c.key = p_key AND c.finished_at IS NULL;
    END IF;
    RETURN FOUND;
END
$$;
