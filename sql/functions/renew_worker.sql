-- Renews a worker's hold on its claims; false when it had lapsed and others took them over.
CREATE FUNCTION clapper.renew_worker(p_worker uuid, p_lease_ms bigint) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE clapper.workers w SET lapses_at = clock_timestamp() + p_lease_ms * interval '1 millisecond'
    WHERE w.id = p_worker;
    RETURN FOUND;
END
$$;
