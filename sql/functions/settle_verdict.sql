-- Settles one verdict by all the rules of the state machine. Internal: apply_verdicts takes the common case itself.
-- Locks: the open row of the job, then, in a new statement that sees what the previous holder of the lock wrote, its
-- outcome. Duplicates are known by the hash of the body among the job's events; a header is never enough.
CREATE FUNCTION clapper.settle_verdict(v clapper.verdict) RETURNS clapper.settlement
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    s           clapper.settlement;
    o           clapper.open_jobs;   -- in flight
    r           clapper.outcomes;    -- ended
    a           clapper.attempts;    -- the earlier paid attempt the verdict is about
    v_authority smallint := clapper.authority(v.source);
    v_terminal  boolean := v.verdict IN ('succeeded', 'failed', 'hint');
    v_link      boolean := coalesce(v.result ? 'video_url', false);
    v_named     uuid := v.job_id;    -- by callback id, or known to the reader
    v_filmed    uuid;                -- by video id
    v_video     text;                -- known of the attempt the verdict is about
    v_keep      boolean;
BEGIN
    s.ord := v.ord;
    IF v.resource = 'batch' AND v.source <> 'callback_url' THEN
        -- Every item has ended, whatever became of each: the batch is read.
        UPDATE clapper.batches b SET next_at = clock_timestamp() WHERE b.batch_id = v.video_id AND b.phase = 'accepted';
        s.disposition := CASE WHEN FOUND THEN 'hint' ELSE 'ignored' END;
        -- Of HeyGen's list nothing is kept that is none of a job's: every walk would add it again.
        IF v.source <> 'backfill' THEN
            PERFORM clapper.record_event(v, NULL, s.disposition);
        END IF;
        RETURN s;
    END IF;
    v_filmed := clapper.video_job(v.video_id, v_named);
    s.job_id := coalesce(v_named, v_filmed);
    SELECT * INTO o FROM clapper.open_jobs t WHERE t.id = s.job_id FOR UPDATE;
    SELECT * INTO r FROM clapper.outcomes t WHERE t.id = s.job_id FOR UPDATE;
    IF o.id IS NULL AND r.id IS NULL THEN
        -- A retry may have opened the job while we waited for the outcome that it deleted.
        SELECT * INTO o FROM clapper.open_jobs t WHERE t.id = s.job_id FOR UPDATE;
    END IF;

    -- Not known (yet): kept apart and looked at again. Unsigned hits are not worth keeping, nor what HeyGen's list tells of
    -- others' things: the list still has it, and every walk would add it again.
    IF o.id IS NULL AND r.id IS NULL AND v_filmed IS NULL THEN
        s.job_id := NULL;
        IF v.source = 'callback_url' OR (v.source = 'backfill' AND v.verdict = 'none') THEN
            s.disposition := 'ignored';
        ELSIF v.verdict = 'none' THEN
            s.disposition := 'ignored';
            PERFORM clapper.record_event(v, NULL, 'ignored');
        ELSE
            s.disposition := 'unmatched';
            -- An old event of the list does not begin its day anew: the next sweep looks once and lets it go.
            INSERT INTO clapper.unmatched AS u (hash, received_at, source, type, verdict, callback_id, video_id, event_id,
                                                result, failure_code, failure_message, body, resource)
            VALUES (coalesce(v.hash, sha256(convert_to(v::text, 'UTF8'))),
                    CASE WHEN v.source = 'backfill' THEN least(now(), coalesce(v.rendered_at, now())) ELSE now() END,
                    v.source, v.type, v.verdict, v.callback_id, v.video_id, v.event_id, v.result, v.failure_code,
                    v.failure_message, v.body, v.resource)
            ON CONFLICT (hash) DO UPDATE
            SET deliveries = u.deliveries + 1, next_at = least(u.next_at, clock_timestamp() + interval '1 second');
        END IF;
        RETURN s;
    END IF;

    s.from_state := coalesce(r.state, o.phase);
    s.state := s.from_state;
    s.revision := coalesce(r.revision, o.revision);
    s.resolved_by := r.resolved_by;

    -- The same bytes again: nothing new was said, and what was said is stored. Signed, they say more than unsigned.
    IF v.hash IS NOT NULL AND EXISTS (
        SELECT FROM clapper.events e
        WHERE e.job_id = s.job_id AND e.hash = v.hash AND e.disposition <> 'unmatched'
          AND (e.source <> 'callback_url' OR v.source = 'callback_url')
          AND e.id >= clapper.uuid_floor(clapper.uuid_time(s.job_id)) AND e.id <= clapper.uuid_floor(now() + interval '1 minute')
    ) THEN
        s.disposition := 'duplicate';
        RETURN s;
    END IF;

    IF v.source = 'callback_url' THEN
        RETURN clapper.settle_hit(s, v, o, r);
    END IF;

    IF NOT v_terminal THEN
        s.disposition := 'ignored';
        PERFORM clapper.record_event(v, s.job_id, 'ignored');
        RETURN s;
    END IF;

    -- About something else than the job makes, for instance the video inside an agent's session: its id is none of the
    -- job's, and only the job's own resource tells how it ends.
    IF v.resource <> clapper.kind_resource(coalesce(o.kind, r.kind)) THEN
        s.disposition := 'hint';
        PERFORM clapper.record_event(v, s.job_id, 'hint');
        IF r.id IS NULL THEN
            PERFORM clapper.read_now(s.job_id, v.source, 'an event about another resource');
        END IF;
        RETURN s;
    END IF;

    -- Two ids, two jobs; or a callback id of nothing we know beside a video id of ours: believe neither, read.
    IF (v_named IS NOT NULL AND v_filmed IS NOT NULL AND v_named <> v_filmed) OR (o.id IS NULL AND r.id IS NULL)
       OR (v.attempt > coalesce(o.attempt, r.attempt)
           AND NOT EXISTS (SELECT FROM clapper.attempts t WHERE t.job_id = s.job_id AND t.attempt = v.attempt)) THEN
        s.disposition := 'conflict';
        PERFORM clapper.record_event(v, s.job_id, 'conflict');
        PERFORM clapper.read_now(s.job_id, v.source, 'a verdict whose ids name different jobs');
        PERFORM clapper.read_now(v_filmed, v.source, 'a verdict whose ids name different jobs') WHERE v_filmed <> s.job_id;
        RETURN s;
    END IF;

    -- About an earlier paid attempt?
    SELECT * INTO a FROM clapper.attempts t
    WHERE t.job_id = s.job_id AND (t.attempt = v.attempt OR t.video_id = v.video_id)
      AND t.attempt <> coalesce(o.attempt, r.attempt)
    ORDER BY (t.video_id = v.video_id) DESC NULLS LAST LIMIT 1;
    IF a.job_id IS NOT NULL AND v.verdict = 'hint' THEN
        s.disposition := 'superseded';
        PERFORM clapper.record_event(v, s.job_id, 'superseded');
        RETURN s;
    ELSIF a.job_id IS NOT NULL THEN
        RETURN clapper.settle_earlier(s, v, o, r, a);
    END IF;

    -- The video id is new while this attempt has another.
    v_video := coalesce(o.video_id, r.video_id);
    IF v_video <> v.video_id AND r.id IS NULL AND o.hinted_by = 'operator' AND v_named = o.id
       AND v.source IN ('webhook', 'backfill') THEN
        -- The other was an operator's word alone; HeyGen's own names the job.
        UPDATE clapper.open_jobs t SET video_id = v.video_id, hinted_by = NULL WHERE t.id = o.id
        RETURNING * INTO o;
        v_video := v.video_id;
    END IF;
    IF v_video <> v.video_id THEN
        s.disposition := 'conflict';
        PERFORM clapper.record_event(v, s.job_id, 'conflict');
        PERFORM clapper.read_now(s.job_id, v.source, 'a verdict with another video id than this attempt has');
        RETURN s;
    END IF;
    v_video := coalesce(v_video, v.video_id);

    IF r.id IS NULL THEN
        -- In flight. Evidence that does not decide makes us read; the read decides.
        IF v_authority < 4 AND v.source NOT IN ('deadline', 'submit')
           AND (v.verdict = 'hint' OR (v.verdict = 'succeeded' AND NOT v_link)
                OR (v.verdict = 'failed' AND o.attempt < o.max_attempts)) THEN
            s.disposition := 'hint';
            PERFORM clapper.record_event(v, s.job_id, 'hint');
            -- A signed event that names the video also settles that the create took effect.
            UPDATE clapper.open_jobs t
            SET next_at = CASE WHEN coalesce(t.video_id, v.video_id) IS NULL THEN t.next_at ELSE clock_timestamp() END,
                hinted_by = coalesce(t.hinted_by, v.source)
            WHERE t.id = o.id;
            IF v.video_id IS NOT NULL AND o.video_id IS NULL THEN
                UPDATE clapper.open_jobs t
                SET video_id = v.video_id, phase = 'rendering', worker = NULL,
                    slot_seq = coalesce(t.slot_seq, nextval('clapper.slot_seq')),
                    submitted_at = coalesce(t.submitted_at, clock_timestamp())
                WHERE t.id = o.id;
                s.state := 'rendering';
            END IF;
            RETURN s;
        END IF;
        s.disposition := 'applied';
        PERFORM clapper.record_event(v, s.job_id, 'applied');
        -- That HeyGen does not know the video is no confirmed failure: nothing more is bought for it.
        IF v.verdict = 'failed' AND v.source = 'poll' AND o.attempt < o.max_attempts
           AND v.failure_code IS DISTINCT FROM 'video_not_found' THEN
            PERFORM clapper.next_attempt(o, 'max_attempts', v.failure_code, v.failure_message);
            s.state := 'queued';
            RETURN s;
        END IF;
        -- HeyGen may go on rendering what we give up, but not what was claimed and not yet sent. Of an unknown fate the
        -- operator says that nothing was bought: it gives up its slot, and may be bought again. Not so in a batch: that is
        -- replayed for the others, and may yet buy it.
        v_keep := v.source = 'deadline'
                  OR (v.source = 'operator' AND (o.phase <> 'unknown' OR o.batch IS NOT NULL)
                      AND (o.phase = 'rendering' OR o.first_sent_at IS NOT NULL));
        PERFORM clapper.end_job(o, v, v.verdict, o.attempt, v_video, v_keep);
        s.state := v.verdict;
        s.revision := o.revision + 1;
        s.resolved_by := CASE WHEN v.source = 'poll' THEN coalesce(o.hinted_by, 'poll') ELSE v.source END;
        RETURN s;
    END IF;

    IF v.verdict = 'hint' THEN
        s.disposition := 'late';
        PERFORM clapper.record_event(v, s.job_id, 'late');
        RETURN s;
    END IF;

    -- Ended, but it still held a render slot: the provider's own word frees it.
    IF o.id IS NOT NULL AND v_authority >= 3 AND v.source <> 'operator' AND (v.verdict = 'failed' OR v_link OR v_authority >= 4)
    THEN
        DELETE FROM clapper.open_jobs t WHERE t.id = o.id;
        IF o.attempt <> r.attempt THEN
            o.video_id := v_video;
            PERFORM clapper.record_attempt(o, 'late_success', v.verdict, v.failure_code, v.failure_message);
        END IF;
    END IF;
    -- An earlier attempt's late success had ended the job; this is about the newer one.
    IF o.attempt <> r.attempt THEN
        s.disposition := CASE v.verdict WHEN 'failed' THEN 'superseded' ELSE 'late' END;
        PERFORM clapper.record_event(v, s.job_id, s.disposition);
        RETURN s;
    END IF;
    RETURN clapper.settle_ended(s, v, r, r.attempt, v_video);
END
$$;
