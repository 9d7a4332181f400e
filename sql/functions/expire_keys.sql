-- Ages out callers' callback ids, p_limit at a time, oldest first: the one table whose rows are deleted for age.
CREATE FUNCTION clapper.expire_keys(p_days integer, p_limit integer) RETURNS integer
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_count integer;
BEGIN
    DELETE FROM clapper.job_keys k
    WHERE k.callback_id IN (
        SELECT t.callback_id FROM clapper.job_keys t
        WHERE t.created_at < now() - p_days * interval '1 day'
          AND NOT EXISTS (SELECT FROM clapper.open_jobs o WHERE o.id = t.job_id)
        ORDER BY t.created_at LIMIT p_limit);
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END
$$;
