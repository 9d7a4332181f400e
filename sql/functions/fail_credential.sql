-- Stops an account's submits and reads because its credential was refused. True for the one caller that should alert.
CREATE FUNCTION clapper.fail_credential(p_account text, p_reason text) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE clapper.accounts a SET credential_failed_at = clock_timestamp(), hold_reason = p_reason
    WHERE a.account = p_account AND a.credential_failed_at IS NULL;
    RETURN FOUND;
END
$$;
