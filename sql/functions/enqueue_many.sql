-- Asks for many videos at once, inside the caller's own transaction; one round trip, one row a request, in order.
-- Arrays that are given must be as long as requests. status: created, existing or conflict (nothing changed for it).
-- Raises: 22023 naming the item and the field that is wrong; then nothing of the call is recorded.
CREATE FUNCTION clapper.enqueue_many(
    kind text, requests jsonb[], callback_ids text[] DEFAULT NULL, metadata jsonb[] DEFAULT NULL,
    lane text DEFAULT 'default', priority integer DEFAULT 0, notify_url text DEFAULT NULL,
    max_attempts integer DEFAULT 1, callback_mode text DEFAULT NULL
) RETURNS TABLE (ord integer, job_id uuid, status text)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    v_count        integer := cardinality(requests);
    v_callback_ids text[];
    v_metadata     jsonb[];
BEGIN
    IF v_count IS NULL OR v_count = 0 THEN
        RETURN;
    END IF;
    IF cardinality(callback_ids) <> v_count OR cardinality(metadata) <> v_count THEN
        RAISE EXCEPTION USING ERRCODE = '22023',
            MESSAGE = 'callback_ids, metadata: must be as long as requests, or null';
    END IF;
    FOR i IN 1 .. v_count LOOP
        BEGIN
            PERFORM clapper.check_job(kind, requests[i], callback_ids[i], coalesce(metadata[i], '{}'), lane, priority,
                                      notify_url, max_attempts, callback_mode);
        EXCEPTION WHEN invalid_parameter_value THEN
            RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = format('item %s: %s', i, SQLERRM);
        END;
        v_callback_ids[i] := coalesce(callback_ids[i], requests[i] ->> 'callback_id');
        v_metadata[i] := coalesce(metadata[i], '{}');
    END LOOP;
    RETURN QUERY
    SELECT m.ord, m.job_id, m.status
    FROM clapper.insert_jobs(
        array_fill(kind, ARRAY[v_count]), ARRAY(SELECT convert_to(r::text, 'UTF8') FROM unnest(requests) AS r),
        v_callback_ids, v_metadata, array_fill(lane, ARRAY[v_count]), array_fill(priority::smallint, ARRAY[v_count]),
        array_fill(notify_url, ARRAY[v_count]), array_fill(max_attempts::smallint, ARRAY[v_count]),
        array_fill(NULL::text, ARRAY[v_count]), array_fill(callback_mode, ARRAY[v_count])) AS m;
END
$$;
