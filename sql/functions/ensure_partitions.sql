-- Makes the partitions of the next p_days, and of today. By CREATE TABLE (LIKE) and ATTACH, never PARTITION OF: that
-- takes a lock on the parent which, behind one idle reader, stops every insert. Result: the partitions it made.
-- Locks: SHARE UPDATE EXCLUSIVE on the parent for a moment; one runner at a time by an advisory transaction lock.
CREATE FUNCTION clapper.ensure_partitions(p_days integer) RETURNS TABLE (partition text)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_parent record;
    v_from   date;
    v_to     date;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('clapper.partitions', 0)) THEN
        RETURN;
    END IF;
    FOR v_parent IN
        SELECT * FROM (VALUES ('jobs', 7, true), ('outcomes', 7, true), ('events', 1, true), ('completions', 1, false))
                      AS t(name, days, by_id)
    LOOP
        -- Weeks begin on Monday; all bounds are UTC, whatever the session's time zone.
        v_from := (now() AT TIME ZONE 'UTC')::date;
        IF v_parent.days = 7 THEN
            v_from := date_trunc('week', v_from)::date;
        END IF;
        WHILE v_from <= (now() AT TIME ZONE 'UTC')::date + p_days LOOP
            v_to := v_from + v_parent.days;
            partition := format('%s_p%s', v_parent.name, to_char(v_from, 'YYYYMMDD'));
            IF to_regclass('clapper.' || partition) IS NULL THEN
                EXECUTE format('CREATE TABLE clapper.%I (LIKE clapper.%I INCLUDING ALL)', partition, v_parent.name);
                IF v_parent.by_id THEN
                    EXECUTE format('ALTER TABLE clapper.%I ATTACH PARTITION clapper.%I FOR VALUES FROM (%L) TO (%L)',
                                   v_parent.name, partition, clapper.uuid_floor(v_from::timestamp AT TIME ZONE 'UTC'),
                                   clapper.uuid_floor(v_to::timestamp AT TIME ZONE 'UTC'));
                ELSE
                    EXECUTE format('ALTER TABLE clapper.%I ATTACH PARTITION clapper.%I FOR VALUES FROM (%L) TO (%L)',
                                   v_parent.name, partition, v_from::timestamp AT TIME ZONE 'UTC',
                                   v_to::timestamp AT TIME ZONE 'UTC');
                END IF;
                IF to_regrole('clapper_worker') IS NOT NULL THEN
                    EXECUTE format('GRANT SELECT ON clapper.%I TO clapper_worker', partition);
                END IF;
                RETURN NEXT;
            END IF;
            v_from := v_to;
        END LOOP;
    END LOOP;
END
$$;
