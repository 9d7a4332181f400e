-- Takes the walk over HeyGen's list of delivered events for one process: true for the first that asks within p_gap_ms.
-- A row that is written and not a lock that is held: a walk takes minutes, and no transaction may stay open so long. A
-- process that dies in its walk is followed by another one after the gap.
CREATE FUNCTION clapper.begin_backfill(p_account text, p_gap_ms bigint) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE clapper.accounts a
    SET backfilled_at = clock_timestamp()
    WHERE a.account = p_account AND a.credential_failed_at IS NULL
      AND coalesce(a.backfilled_at <= clock_timestamp() - p_gap_ms * interval '1 millisecond', true);
    RETURN FOUND;
END
$$;
