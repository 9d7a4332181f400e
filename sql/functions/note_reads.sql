-- Notes in words what reads of jobs in flight came to while they go on: a person is needed, or it is overdue. Writes only
-- where the note changes; null takes a note back.
-- Locks: the changed rows. Result: the jobs whose note is new.
CREATE FUNCTION clapper.note_reads(p_job_ids uuid[], p_notes text[]) RETURNS TABLE (id uuid, note text)
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE clapper.open_jobs o
    SET note = t.note
    FROM unnest(p_job_ids, p_notes) AS t(id, note)
    WHERE o.id = t.id AND o.phase = 'rendering' AND o.note IS DISTINCT FROM t.note
    RETURNING o.id, o.note
$$;
