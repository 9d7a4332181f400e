-- Settles an unsigned hit on the callback_url of a job: whatever its body says, it says that something happened, so the
-- resource is read at once and the read decides. By itself it changes nothing. What has ended and left HeyGen is not read
-- again. Internal; rows locked, the same bytes are known to be new.
CREATE FUNCTION clapper.settle_hit(
    s clapper.settlement, v clapper.verdict, o clapper.open_jobs, r clapper.outcomes
) RETURNS clapper.settlement
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    a clapper.attempts;   -- the earlier paid attempt whose address was hit
BEGIN
    s.disposition := 'hint';
    IF v.attempt <> coalesce(o.attempt, r.attempt) THEN
        SELECT * INTO a FROM clapper.attempts t WHERE t.job_id = s.job_id AND t.attempt = v.attempt;
        IF a.video_id IS NULL OR r.state = 'succeeded' THEN
            s.disposition := 'late';
        ELSE
            PERFORM clapper.owe_read(s.job_id, a.video_id, coalesce(o.kind, r.kind), 'webhook',
                                     'an unsigned hit about an earlier paid attempt');
        END IF;
    ELSIF o.id IS NULL THEN
        s.disposition := 'late';
    ELSE
        UPDATE clapper.open_jobs t
        SET next_at = CASE WHEN t.video_id IS NULL OR t.phase <> 'rendering' THEN t.next_at ELSE clock_timestamp() END,
            hinted_by = coalesce(t.hinted_by, 'webhook')
        WHERE t.id = o.id;
    END IF;
    PERFORM clapper.record_event(v, s.job_id, s.disposition);
    RETURN s;
END
$$;
