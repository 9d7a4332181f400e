-- The hard limit. Renders that HeyGen never finished end as failed by deadline, keeping row and slot until HeyGen's own
-- word or a second limit; rows kept after the end leave when that has passed. Attempts of unknown fate are not ended:
-- they stand in their list for an operator. Looks first; writes nothing when nothing expired.
CREATE FUNCTION clapper.expire_jobs(p_account text, p_hard_limit_ms bigint, p_limit integer) RETURNS TABLE (id uuid, state text)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_before timestamptz := clock_timestamp() - p_hard_limit_ms * interval '1 millisecond';
    v_ids    uuid[];
BEGIN
    SELECT array_agg(t.id ORDER BY t.id) INTO v_ids
    FROM (SELECT o.id FROM clapper.open_jobs o
          LEFT JOIN clapper.outcomes r ON o.ended AND r.id = o.id
          WHERE o.account = p_account AND o.phase <> 'queued'
            AND CASE WHEN o.ended THEN r.finished_at < v_before
                     ELSE o.phase = 'rendering' AND coalesce(o.submitted_at, o.first_sent_at) < v_before END
          LIMIT p_limit) AS t;
    IF v_ids IS NULL THEN
        RETURN;
    END IF;
    PERFORM clapper.record_attempt(o, 'late_success', NULL, NULL, NULL)
    FROM clapper.open_jobs o
    JOIN clapper.outcomes r ON r.id = o.id
    WHERE o.id = ANY (v_ids) AND o.ended AND r.finished_at < v_before AND o.attempt > r.attempt;
    RETURN QUERY
    DELETE FROM clapper.open_jobs o USING clapper.outcomes r
    WHERE o.id = ANY (v_ids) AND o.ended AND r.id = o.id AND r.finished_at < v_before
    RETURNING o.id, 'gone';
    RETURN QUERY
    SELECT s.job_id, s.state
    FROM unnest(v_ids) AS t(id)
    CROSS JOIN LATERAL clapper.settle_verdict(
        ROW(0, 'deadline', 'failed', t.id, NULL, NULL, NULL, 'job.deadline_exceeded', NULL, NULL, NULL, NULL,
            'deadline_exceeded', 'HeyGen did not finish this video within the hard limit', NULL, NULL, NULL)::clapper.verdict) AS s
    WHERE EXISTS (SELECT FROM clapper.open_jobs o WHERE o.id = t.id AND NOT o.ended);
END
$$;
