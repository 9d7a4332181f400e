-- The partitions whose whole range is older than their table's retention and that hold no job still in flight.
-- pending: an earlier detach was interrupted and has to be finalized.
-- The janitor detaches each concurrently and drops it: DETACH CONCURRENTLY cannot run inside a function.
CREATE FUNCTION clapper.expired_partitions(p_jobs_days integer, p_events_days integer, p_completions_days integer)
RETURNS TABLE (parent text, partition text, pending boolean)
LANGUAGE sql STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.parent, t.partition, t.pending
    FROM (SELECT p.relname::text AS parent, c.relname::text AS partition,
                 i.inhdetachpending AS pending,
                 to_date(right(c.relname, 8), 'YYYYMMDD')
                 + CASE WHEN p.relname IN ('jobs', 'outcomes') THEN 7 ELSE 1 END AS ends
          FROM pg_class c
          JOIN pg_inherits i ON i.inhrelid = c.oid
          JOIN pg_class p ON p.oid = i.inhparent
          WHERE c.relnamespace = 'clapper'::regnamespace AND c.relkind = 'r' AND c.relname ~ '_p[0-9]{8}$') AS t
    WHERE t.ends <= (now() AT TIME ZONE 'UTC')::date
                    - CASE WHEN t.parent IN ('jobs', 'outcomes') THEN p_jobs_days
                           WHEN t.parent = 'events' THEN p_events_days ELSE p_completions_days END
      AND NOT EXISTS (SELECT FROM clapper.open_jobs o
                      WHERE t.parent IN ('jobs', 'events')
                        AND o.id < clapper.uuid_floor(t.ends::timestamp AT TIME ZONE 'UTC'))
    ORDER BY t.parent, t.partition
$$;
