-- Stores a piece of evidence with what became of it. Internal: called by the functions that settle verdicts.
CREATE FUNCTION clapper.record_event(v clapper.verdict, p_job_id uuid, p_disposition text) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO clapper.events (id, job_id, at, source, type, verdict, disposition, attempt, callback_id, video_id,
                                event_id, hash, body, detail)
    VALUES (clapper.uuid_v7(), p_job_id, clock_timestamp(), v.source, v.type, v.verdict, p_disposition, v.attempt,
            v.callback_id, v.video_id, v.event_id, v.hash, v.body, v.detail)
$$;
