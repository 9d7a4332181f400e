-- Asks for a video inside the caller's own transaction: it is submitted if and when that transaction commits.
-- Without a callback_id one is minted. The same callback_id with an equal request returns the first job.
-- Raises: 22023 naming the field that is wrong; CL409 when the callback_id belongs to a job with another request.
CREATE FUNCTION clapper.enqueue(
    kind text, request jsonb, callback_id text DEFAULT NULL, metadata jsonb DEFAULT '{}', lane text DEFAULT 'default',
    priority integer DEFAULT 0, notify_url text DEFAULT NULL, max_attempts integer DEFAULT 1,
    callback_mode text DEFAULT NULL
) RETURNS uuid
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_made record;
    v_callback_id text := coalesce(callback_id, request ->> 'callback_id');
BEGIN
    PERFORM clapper.check_job(kind, request, callback_id, metadata, lane, priority, notify_url, max_attempts,
                              callback_mode);
    SELECT m.job_id, m.status INTO v_made
    FROM clapper.insert_jobs(ARRAY[kind], ARRAY[convert_to(request::text, 'UTF8')], ARRAY[v_callback_id],
                             ARRAY[metadata], ARRAY[lane], ARRAY[priority::smallint], ARRAY[notify_url],
                             ARRAY[max_attempts::smallint], ARRAY[NULL::text], ARRAY[callback_mode]) AS m;
    IF v_made.status = 'conflict' THEN
        RAISE EXCEPTION USING ERRCODE = 'CL409',
            MESSAGE = format('callback_id: %L belongs to job %s with another request', v_callback_id, v_made.job_id),
            HINT = 'enqueue under another callback_id, or read the existing job';
    END IF;
    RETURN v_made.job_id;
END
$$;
