-- Records checked jobs, each under its callback id once. The one place where a job comes to be.
-- A callback id already taken by an equal request gives that job (existing); by another request: conflict, nothing changes.
-- Equal means of the same kind, and equal as jsonb: the hash decides for most, the stored request for numbers written differently.
-- Locks: job_keys entries in callback id order (so two batches cannot deadlock); waits for an uncommitted twin.
-- Sends a NOTIFY only while a submitter has marked itself asleep: the lock behind NOTIFY makes commits queue up.
CREATE FUNCTION clapper.insert_jobs(
    p_kinds text[], p_requests bytea[], p_callback_ids text[], p_metadata jsonb[], p_lanes text[],
    p_priorities smallint[], p_notify_urls text[], p_max_attempts smallint[], p_traceparents text[],
    p_callback_modes text[]
) RETURNS TABLE (ord integer, job_id uuid, status text)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_ids   uuid[];      -- minted for every item; used by those that are created
    v_hash  bytea[];
    v_owner uuid[];      -- whose the item's callback id is
BEGIN
    SELECT array_agg(clapper.uuid_v7() ORDER BY n) INTO v_ids FROM generate_series(1, cardinality(p_kinds)) AS n;

    IF array_remove(p_callback_ids, NULL) <> '{}' THEN
        SELECT array_agg(CASE WHEN c.callback_id IS NOT NULL
                              THEN sha256(convert_to(convert_from(c.request, 'UTF8')::jsonb::text, 'UTF8')) END
                         ORDER BY c.ord)
        INTO v_hash
        FROM unnest(p_callback_ids, p_requests) WITH ORDINALITY AS c(callback_id, request, ord);

        INSERT INTO clapper.job_keys AS k (callback_id, job_id, request_hash)
        SELECT DISTINCT ON (c.callback_id) c.callback_id, c.id, c.hash
        FROM unnest(p_callback_ids, v_ids, v_hash) WITH ORDINALITY AS c(callback_id, id, hash, ord)
        WHERE c.callback_id IS NOT NULL
        ORDER BY c.callback_id, c.ord
        ON CONFLICT DO NOTHING;

        -- A new statement: it sees keys that another transaction committed while the insert waited for it.
        SELECT array_agg(coalesce(k.job_id, c.id) ORDER BY c.ord) INTO v_owner
        FROM unnest(p_callback_ids, v_ids) WITH ORDINALITY AS c(callback_id, id, ord)
        LEFT JOIN clapper.job_keys k ON k.callback_id = c.callback_id;
    ELSE
        v_owner := v_ids;
    END IF;

    WITH created AS (
        INSERT INTO clapper.jobs (id, callback_id, kind, request, metadata, lane, priority, max_attempts, notify_url,
                                  traceparent, callback_mode, created_at)
        SELECT i.id, coalesce(i.callback_id, 'clp_' || i.id), i.kind, i.request, i.metadata, i.lane, i.priority,
               i.max_attempts, i.notify_url, i.traceparent, i.callback_mode, clock_timestamp()
        FROM unnest(v_ids, v_owner, p_kinds, p_requests, p_callback_ids, p_metadata, p_lanes, p_priorities,
                    p_notify_urls, p_max_attempts, p_traceparents, p_callback_modes) WITH ORDINALITY
             AS i(id, owner, kind, request, callback_id, metadata, lane, priority, notify_url, max_attempts,
                  traceparent, callback_mode, ord)
        WHERE i.id = i.owner
        ORDER BY i.ord
        RETURNING id, kind, lane, priority, max_attempts, notify_url
    )
    INSERT INTO clapper.open_jobs (id, kind, lane, priority, max_attempts, notify)
    SELECT c.id, c.kind, c.lane, c.priority, c.max_attempts, c.notify_url IS NOT NULL FROM created c;

    IF EXISTS (SELECT FROM clapper.accounts a WHERE a.submitters_asleep) THEN
        PERFORM pg_notify('clapper_queued', '');
    END IF;

    RETURN QUERY
    SELECT i.ord::integer, i.owner,
           CASE WHEN i.id = i.owner THEN 'created'
                WHEN j.kind <> i.kind THEN 'conflict'
                WHEN k.request_hash = i.hash
                  OR convert_from(j.request, 'UTF8')::jsonb = convert_from(i.request, 'UTF8')::jsonb THEN 'existing'
                ELSE 'conflict' END
    FROM unnest(v_ids, v_owner, p_kinds, p_callback_ids, p_requests, v_hash) WITH ORDINALITY
         AS i(id, owner, kind, callback_id, request, hash, ord)
    LEFT JOIN clapper.job_keys k ON i.id <> i.owner AND k.callback_id = i.callback_id
    LEFT JOIN clapper.jobs j ON i.id <> i.owner AND j.id = i.owner
    ORDER BY i.ord;
END
$$;
