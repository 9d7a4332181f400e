-- Takes accepted batches that are due to be read and schedules each one's next read, with a gap that doubles from p_gap_ms up
-- to p_max_gap_ms. One whose jobs all have their video by HeyGen's word, or have ended, is done and leaves.
-- Result: waiting are the jobs whose video is not known yet.
-- Locks: the taken rows; rows locked by others are skipped. Looks first: the table is empty unless batches are on.
CREATE FUNCTION clapper.due_batches(p_account text, p_limit integer, p_gap_ms bigint, p_max_gap_ms bigint)
RETURNS TABLE (
    id uuid, batch_id text, kind text, job_ids uuid[], attempts smallint[], waiting uuid[], reads integer
)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF NOT EXISTS (SELECT FROM clapper.batches b
                   WHERE b.phase = 'accepted' AND b.account = p_account AND b.next_at <= now())
       OR EXISTS (SELECT FROM clapper.accounts a WHERE a.account = p_account AND a.credential_failed_at IS NOT NULL) THEN
        RETURN;
    END IF;
    DELETE FROM clapper.batches b
    WHERE b.phase = 'accepted' AND b.account = p_account AND b.next_at <= now()
      AND NOT EXISTS (SELECT FROM clapper.open_jobs o
                      WHERE o.batch = b.id AND (o.video_id IS NULL OR o.hinted_by = 'operator'));
    RETURN QUERY
    WITH due AS MATERIALIZED (
        SELECT b.id FROM clapper.batches b
        WHERE b.phase = 'accepted' AND b.account = p_account AND b.next_at <= now()
        ORDER BY b.next_at LIMIT p_limit
        FOR UPDATE SKIP LOCKED
    )
    UPDATE clapper.batches b
    SET reads = b.reads + 1,
        next_at = clock_timestamp() + least(p_max_gap_ms, p_gap_ms * 2 ^ least(b.reads, 16)) * interval '1 millisecond'
    FROM due d WHERE b.id = d.id
    RETURNING b.id, b.batch_id, b.kind, b.job_ids, b.attempts,
              ARRAY (SELECT o.id FROM clapper.open_jobs o WHERE o.batch = b.id AND o.video_id IS NULL), b.reads;
END
$$;
