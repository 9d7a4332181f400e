-- Removes the row of a worker that holds no claim any more: idle workers leave no trace and write nothing.
CREATE FUNCTION clapper.leave_worker(p_worker uuid) RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    DELETE FROM clapper.workers w
    WHERE w.id = p_worker AND NOT EXISTS (SELECT FROM clapper.open_jobs o WHERE o.worker = p_worker
                                           AND o.phase IN ('submitting', 'unknown'))
      AND NOT EXISTS (SELECT FROM clapper.batches b WHERE b.worker = p_worker)
$$;
