-- Lets an account's submits and reads go on after a probe succeeded. True for the one caller that should say so.
CREATE FUNCTION clapper.restore_credential(p_account text) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE clapper.accounts a SET credential_failed_at = NULL, hold_reason = NULL
    WHERE a.account = p_account AND a.credential_failed_at IS NOT NULL;
    RETURN FOUND;
END
$$;
