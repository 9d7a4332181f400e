-- Looks again at events whose job was not known when they came: those that name the given callback ids (as received) or
-- video ids, or (both null) those that are due. Called in a new transaction after the caller's own commit; whoever commits
-- second sees the other, so no lock is needed between an enqueue and an early event.
-- Due ones that still match nothing wait with growing gaps (1 s, doubling, at most p_max_gap_ms); after p_window_ms they
-- are moved to the events as ignored, backfilled ones let go. Looks before it locks: with nothing unmatched nothing is written.
-- Indexes: unmatched_callback, unmatched_video, unmatched_due. Another program's events on the same account may fill the
-- table, and this runs with every claim: so which rows is asked by equality, one look each.
CREATE FUNCTION clapper.rematch_unmatched(
    p_callback_ids text[], p_video_ids text[], p_limit integer, p_window_ms bigint, p_max_gap_ms bigint
) RETURNS SETOF clapper.settlement
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_due    boolean := p_callback_ids IS NULL AND p_video_ids IS NULL;
    v_hashes bytea[];
    u        clapper.unmatched;
    v        clapper.verdict;
    s        clapper.settlement;
BEGIN
    IF NOT EXISTS (SELECT FROM clapper.unmatched) THEN
        RETURN;
    END IF;
    IF v_due THEN
        SELECT array_agg(d.hash) INTO v_hashes
        FROM (SELECT t.hash FROM clapper.unmatched t WHERE t.next_at <= now() ORDER BY t.next_at LIMIT p_limit) AS d;
    ELSE
        SELECT array_agg(d.hash) INTO v_hashes
        FROM ((SELECT t.hash FROM clapper.unmatched t WHERE t.callback_id = ANY (p_callback_ids) LIMIT p_limit)
              UNION
              (SELECT t.hash FROM clapper.unmatched t WHERE t.video_id = ANY (p_video_ids) LIMIT p_limit)) AS d;
    END IF;
    IF v_hashes IS NULL THEN
        RETURN;
    END IF;
    FOR u IN
        SELECT t.* FROM clapper.unmatched t
        WHERE t.hash = ANY (v_hashes)
        ORDER BY t.next_at
        FOR UPDATE SKIP LOCKED
    LOOP
        v := ROW(u.tries, u.source, u.verdict,
                 coalesce(clapper.callback_job(u.callback_id),
                          (SELECT k.job_id FROM clapper.job_keys k WHERE k.callback_id = clapper.callback_base(u.callback_id))),
                 u.callback_id, u.video_id, clapper.callback_attempt(u.callback_id), u.type, u.event_id, u.hash, u.body,
                 u.result, u.failure_code, u.failure_message, CASE u.source WHEN 'backfill' THEN u.received_at END,
                 'matched later', u.resource)::clapper.verdict;
        IF EXISTS (SELECT FROM clapper.open_jobs o WHERE o.id = v.job_id)
           OR EXISTS (SELECT FROM clapper.outcomes r WHERE r.id = v.job_id)
           OR clapper.video_job(u.video_id, NULL) IS NOT NULL THEN
            DELETE FROM clapper.unmatched t WHERE t.hash = u.hash;
            s := clapper.settle_verdict(v);
            RETURN NEXT s;
        ELSIF v_due AND u.received_at < clock_timestamp() - p_window_ms * interval '1 millisecond' THEN
            DELETE FROM clapper.unmatched t WHERE t.hash = u.hash;
            v.detail := 'no job was found for it within the window';
            -- Of HeyGen's list nothing is kept: it still stands there, and the next walk would add it again.
            IF u.source <> 'backfill' THEN
                PERFORM clapper.record_event(v, NULL, 'ignored');
            END IF;
            RETURN NEXT ROW(u.tries, 'ignored', NULL, NULL, NULL, NULL, NULL)::clapper.settlement;
        ELSIF v_due THEN
            UPDATE clapper.unmatched t
            SET tries = t.tries + 1,
                next_at = clock_timestamp()
                          + least(p_max_gap_ms, 1000 * 2 ^ least(t.tries, 20)) * interval '1 millisecond'
            WHERE t.hash = u.hash;
        END IF;
    END LOOP;
END
$$;
