-- Applies a batch of verdicts: one round trip, one commit, several statements inside, so that each sees what the ones
-- before it waited for. A single statement of CTEs would not: after a lock wait it keeps its old snapshot, and the loser
-- of a race would be stored as unmatched for ever.
-- Arguments: arrays of equal length, one element a verdict; the fields of the type clapper.verdict.
-- Locks: the open rows in id order, so two batches cannot deadlock over them; outcomes one by one (40P01: retry).
-- Result: what became of each verdict.
CREATE FUNCTION clapper.apply_verdicts(
    p_sources text[], p_verdicts text[], p_job_ids uuid[], p_callback_ids text[], p_video_ids text[],
    p_attempts smallint[], p_types text[], p_event_ids text[], p_hashes bytea[], p_bodies bytea[], p_results jsonb[],
    p_failure_codes text[], p_failure_messages text[], p_rendered_at timestamptz[], p_details text[], p_resources text[]
) RETURNS SETOF clapper.settlement
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_all  clapper.verdict[];
    v_done clapper.settlement[];
    v      clapper.verdict;
BEGIN
    -- Which job does each name? A minted callback id says so itself, a caller's own is looked up.
    SELECT array_agg(ROW(t.ord, t.source, t.verdict, coalesce(t.job_id, clapper.callback_job(t.callback_id), k.job_id),
                         t.callback_id, t.video_id, coalesce(t.attempt, clapper.callback_attempt(t.callback_id)), t.type,
                         t.event_id, t.hash, t.body, t.result, t.failure_code, t.failure_message, t.rendered_at,
                         t.detail, t.resource)::clapper.verdict ORDER BY t.ord)
    INTO v_all
    FROM unnest(p_sources, p_verdicts, p_job_ids, p_callback_ids, p_video_ids, p_attempts, p_types, p_event_ids, p_hashes,
                p_bodies, p_results, p_failure_codes, p_failure_messages, p_rendered_at, p_details, p_resources) WITH ORDINALITY
         AS t(source, verdict, job_id, callback_id, video_id, attempt, type, event_id, hash, body, result, failure_code,
              failure_message, rendered_at, detail, resource, ord)
    LEFT JOIN LATERAL (
        SELECT k.job_id FROM clapper.job_keys k
        WHERE t.job_id IS NULL AND k.callback_id = clapper.callback_base(t.callback_id)
        OFFSET 0) AS k ON true;

    PERFORM 1 FROM clapper.open_jobs o
    WHERE o.id IN (SELECT t.job_id FROM unnest(v_all) AS t) ORDER BY o.id FOR UPDATE;

    -- The common case, all at once: the first verdict of the batch about a job in flight ends it by HeyGen's own word
    -- about the video we know. Every condition here is one of settle_verdict's; what fails one of them goes there.
    WITH first AS MATERIALIZED (
        SELECT DISTINCT ON (t.job_id) t.* FROM unnest(v_all) AS t WHERE t.job_id IS NOT NULL ORDER BY t.job_id, t.ord
    ), ending AS MATERIALIZED (
        SELECT f.ord, f.source, f.verdict, f.callback_id, f.attempt, f.type, f.event_id, f.hash, f.body, f.result,
               f.failure_code, f.failure_message, f.rendered_at, f.detail, o.id, o.phase, o.kind, o.account,
               o.attempt AS current, o.revision + 1 AS revision, o.video_id, o.first_sent_at, o.submitted_at, o.notify,
               CASE WHEN f.source = 'poll' THEN coalesce(o.hinted_by, 'poll') ELSE f.source END AS resolved_by,
               clock_timestamp() AS at
        FROM first f
        JOIN clapper.open_jobs o ON o.id = f.job_id
        WHERE NOT o.ended AND o.phase = 'rendering' AND f.source IN ('webhook', 'backfill', 'poll')
          AND (f.attempt = o.attempt OR (f.attempt IS NULL AND f.video_id = o.video_id))
          AND (f.video_id IS NULL OR f.video_id = o.video_id)
          AND (f.resource IS NULL OR f.resource = clapper.kind_resource(o.kind))
          AND ((f.verdict = 'failed' AND o.attempt >= o.max_attempts)
               OR (f.verdict = 'succeeded' AND (f.source = 'poll' OR f.result ? 'video_url')))
    ), gone AS (
        DELETE FROM clapper.open_jobs o USING ending e WHERE o.id = e.id
    ), outcome AS (
        INSERT INTO clapper.outcomes (id, state, kind, account, attempt, revision, authority, resolved_by, video_id,
                                      result, failure_code, failure_message, first_sent_at, submitted_at, finished_at,
                                      render_ms)
        SELECT e.id, e.verdict, e.kind, e.account, e.current, e.revision, clapper.outcome_authority(e.source, e.failure_code), e.resolved_by,
               e.video_id, e.result, e.failure_code, e.failure_message, e.first_sent_at, e.submitted_at, e.at,
               clapper.render_ms(e.submitted_at, e.rendered_at, e.source)
        FROM ending e
    ), evidence AS (
        INSERT INTO clapper.events (id, job_id, at, source, type, verdict, disposition, attempt, callback_id, video_id,
                                    event_id, hash, body, detail)
        SELECT clapper.uuid_v7(e.at), e.id, e.at, e.source, e.type, e.verdict, 'applied', e.attempt, e.callback_id,
               e.video_id, e.event_id, e.hash, e.body, e.detail
        FROM ending e
    ), completion AS (
        INSERT INTO clapper.completions (job_id, state, revision) SELECT e.id, e.verdict, e.revision FROM ending e
    ), delivery AS (
        INSERT INTO clapper.deliveries (id, job_id, state, revision, url, origin)
        SELECT clapper.uuid_v7(), e.id, e.verdict, e.revision, j.notify_url,
               substring(j.notify_url FROM '^(https?://[^/?#]+)')
        FROM ending e
        JOIN clapper.jobs j ON j.id = e.id
        WHERE e.notify
    )
    SELECT array_agg(ROW(e.ord, 'applied', e.id, e.phase, e.verdict, e.revision, e.resolved_by)::clapper.settlement)
    INTO v_done
    FROM ending e;

    RETURN QUERY SELECT * FROM unnest(v_done);
    FOREACH v IN ARRAY coalesce(v_all, '{}') LOOP
        IF NOT EXISTS (SELECT FROM unnest(v_done) AS d WHERE d.ord = v.ord) THEN
            RETURN NEXT clapper.settle_verdict(v);
        END IF;
    END LOOP;
END
$$;
