-- Commits, before anything is sent, that these claims are about to be sent together: the batch row with its own key (its id)
-- and its bytes, and the time of the first send on the jobs. All or nothing: if a claim does not stand any more, nothing is
-- written and the ids of those that do are returned, for a batch without it.
-- Locks: the jobs' rows, in id order.
CREATE FUNCTION clapper.begin_batch(
    p_id uuid, p_account text, p_kind text, p_worker uuid, p_body bytea, p_job_ids uuid[], p_epochs integer[],
    p_attempts smallint[]
) RETURNS TABLE (id uuid)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_standing uuid[];
    v_now      timestamptz;
BEGIN
    PERFORM 1 FROM clapper.open_jobs o WHERE o.id = ANY (p_job_ids) ORDER BY o.id FOR UPDATE;
    SELECT array_agg(s.id ORDER BY s.ord) INTO v_standing
    FROM unnest(p_job_ids, p_epochs) WITH ORDINALITY AS s(id, epoch, ord)
    JOIN clapper.open_jobs o ON o.id = s.id
    WHERE o.epoch = s.epoch AND o.phase = 'submitting' AND o.first_sent_at IS NULL AND NOT o.ended;
    IF cardinality(v_standing) = cardinality(p_job_ids) THEN
        -- One time for all: a job whose window outlasts its batch's would be sent singly once that is dissolved.
        v_now := clock_timestamp();
        INSERT INTO clapper.batches (id, account, kind, worker, body, job_ids, attempts, first_sent_at)
        VALUES (p_id, p_account, p_kind, p_worker, p_body, p_job_ids, p_attempts, v_now);
        UPDATE clapper.open_jobs o SET batch = p_id, first_sent_at = v_now WHERE o.id = ANY (p_job_ids);
    END IF;
    RETURN QUERY SELECT * FROM unnest(v_standing);
END
$$;
