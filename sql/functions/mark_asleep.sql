-- Tells enqueuers that a submitter sleeps, so that the next enqueue in SQL wakes it with a NOTIFY. True when it wrote.
CREATE FUNCTION clapper.mark_asleep(p_account text) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM clapper.accounts a WHERE a.account = p_account AND NOT a.submitters_asleep) THEN
        UPDATE clapper.accounts a SET submitters_asleep = true WHERE a.account = p_account AND NOT a.submitters_asleep;
        RETURN true;
    END IF;
    RETURN false;
END
$$;
