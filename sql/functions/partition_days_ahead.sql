-- For how many whole days from today every partitioned table has partitions. Below 2, a process is not ready.
CREATE FUNCTION clapper.partition_days_ahead() RETURNS integer
LANGUAGE sql STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(min(t.last - (now() AT TIME ZONE 'UTC')::date), -1)
    FROM (SELECT n.name,
                 coalesce(max(to_date(right(c.relname, 8), 'YYYYMMDD') + n.days - 1), DATE '-infinity') AS last
          FROM (VALUES ('jobs', 7), ('outcomes', 7), ('events', 1), ('completions', 1)) AS n(name, days)
          LEFT JOIN pg_class c ON c.relnamespace = 'clapper'::regnamespace AND c.relkind = 'r'
                              AND c.relname ~ ('^' || n.name || '_p[0-9]{8}$')
          GROUP BY n.name) AS t
    WHERE t.last > DATE '-infinity'
    HAVING count(*) = 4
$$;
