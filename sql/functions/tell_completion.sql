-- Adds an ended job to the feed and, where its caller wants to be told, to the deliveries. Internal.
CREATE FUNCTION clapper.tell_completion(p_job_id uuid, p_state text, p_revision integer) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO clapper.completions (job_id, state, revision) VALUES (p_job_id, p_state, p_revision);
    INSERT INTO clapper.deliveries (id, job_id, state, revision, url, origin)
    SELECT clapper.uuid_v7(), j.id, p_state, p_revision, j.notify_url, substring(j.notify_url FROM '^(https?://[^/?#]+)')
    FROM clapper.jobs j WHERE j.id = p_job_id AND j.notify_url IS NOT NULL
$$;
