-- Gives the group roles what they may do and takes everything from PUBLIC. Idempotent; run at the end of every migrate.
-- The enqueuer may enqueue and read status; the worker may run every function and read every table. Neither may write.
CREATE FUNCTION clapper.grant_privileges() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    REVOKE ALL ON SCHEMA clapper FROM PUBLIC;
    REVOKE ALL ON ALL TABLES IN SCHEMA clapper FROM PUBLIC;
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA clapper FROM PUBLIC;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA clapper FROM PUBLIC;
    IF to_regrole('clapper_enqueuer') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA clapper TO clapper_enqueuer;
        GRANT SELECT ON clapper.job_status TO clapper_enqueuer;
        GRANT EXECUTE ON FUNCTION clapper.enqueue, clapper.enqueue_many TO clapper_enqueuer;
    END IF;
    IF to_regrole('clapper_worker') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA clapper TO clapper_worker;
        GRANT SELECT ON ALL TABLES IN SCHEMA clapper TO clapper_worker;
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA clapper TO clapper_worker;
    END IF;
END
$$;
