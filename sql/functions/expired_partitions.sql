-- The partitions whose whole range is older than their table's retention and that hold nothing of a job still in flight:
-- neither the job, nor the place of its outcome, nor its events. Other partitions of its time go, so that one job that
-- waits for an operator for months does not keep everybody's past.
-- attached: still to be detached; a drop that did not get its lock leaves one that is not.
-- pending: an earlier detach was interrupted and has to be finalized.
-- The janitor detaches each concurrently and drops it: DETACH CONCURRENTLY cannot run inside a function.
CREATE FUNCTION clapper.expired_partitions(p_jobs_days integer, p_events_days integer, p_completions_days integer)
RETURNS TABLE (parent text, partition text, attached boolean, pending boolean)
LANGUAGE sql STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    WITH expired AS MATERIALIZED (
        SELECT t.parent, t.partition, t.attached, t.pending,
               clapper.uuid_floor(t.begins::timestamp AT TIME ZONE 'UTC') AS lowest,
               clapper.uuid_floor(t.ends::timestamp AT TIME ZONE 'UTC') AS next
        FROM (SELECT n.parent, c.relname::text AS partition, i.inhrelid IS NOT NULL AS attached,
                     coalesce(i.inhdetachpending, false) AS pending, to_date(right(c.relname, 8), 'YYYYMMDD') AS begins,
                     to_date(right(c.relname, 8), 'YYYYMMDD') + n.span AS ends, n.days
              FROM (VALUES ('jobs', 7, p_jobs_days), ('outcomes', 7, p_jobs_days), ('events', 1, p_events_days),
                           ('completions', 1, p_completions_days)) AS n(parent, span, days)
              JOIN pg_class c ON c.relname ~ ('^' || n.parent || '_p[0-9]{8}$')
              LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
              WHERE c.relnamespace = 'clapper'::regnamespace AND c.relkind = 'r') AS t
        WHERE t.ends <= (now() AT TIME ZONE 'UTC')::date - t.days
    )
    SELECT e.parent, e.partition, e.attached, e.pending
    FROM expired e
    WHERE NOT e.attached
       OR NOT EXISTS (
           SELECT FROM clapper.open_jobs o
           WHERE o.id < e.next
             AND CASE WHEN e.parent IN ('jobs', 'outcomes') THEN o.id >= e.lowest
                      WHEN e.parent = 'events' THEN EXISTS (SELECT FROM clapper.events v WHERE v.job_id = o.id
                                                             AND v.id >= e.lowest AND v.id < e.next)
                      ELSE false END)
    ORDER BY e.parent, e.partition
$$;
