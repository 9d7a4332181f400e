-- Records what became of deliveries. told: the row leaves. again: due after p_wait_ms. gone: given up, and an event of the
-- job says why, for nothing asked is lost silently. p_statuses: the HTTP status, null without an answer.
CREATE FUNCTION clapper.finish_deliveries(
    p_ids uuid[], p_results text[], p_wait_ms bigint[], p_statuses integer[], p_notes text[]
) RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO clapper.events (id, job_id, at, source, type, disposition, detail)
    SELECT clapper.uuid_v7(), d.job_id, clock_timestamp(), 'notifier', 'notify.given_up', 'ignored',
           format('revision %s to %s: %s', d.revision, d.origin, t.note)
    FROM unnest(p_ids, p_results, p_notes) AS t(id, result, note)
    JOIN clapper.deliveries d ON d.id = t.id
    WHERE t.result = 'gone';
    DELETE FROM clapper.deliveries d
    USING unnest(p_ids, p_results) AS t(id, result) WHERE d.id = t.id AND t.result IN ('told', 'gone');
    UPDATE clapper.deliveries d
    SET next_at = clock_timestamp() + t.wait_ms * interval '1 millisecond', last_status = t.status, note = t.note
    FROM unnest(p_ids, p_results, p_wait_ms, p_statuses, p_notes) AS t(id, result, wait_ms, status, note)
    WHERE d.id = t.id AND t.result = 'again';
END
$$;
