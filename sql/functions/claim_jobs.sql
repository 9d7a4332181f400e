-- Claims up to p_limit queued jobs for which the account has a free render slot: higher priority first, then the lane
-- with the fewest in flight, then the oldest. The groups and their lower bounds come from queue_groups or an earlier claim.
-- submitting, rendering and unknown hold slots, across all processes.
-- Locks: the account row, which serialises claims, then the claimed rows; rows locked by others are skipped.
-- Why several statements: one that counts and claims shares a single snapshot, and three submitters then claim 30 of 10.
-- Result: the claimed jobs with the bytes to send. slot_seq bound: pass back the smallest slot_seq still in flight.
CREATE FUNCTION clapper.claim_jobs(
    p_account text, p_worker uuid, p_limit integer, p_lease_ms bigint, p_slot_seq bigint,
    p_priorities smallint[], p_lanes text[], p_seqs bigint[]
) RETURNS TABLE (
    id uuid, epoch integer, attempt smallint, seq bigint, slot_seq bigint, kind text, lane text, priority smallint,
    callback_id text, request bytea, traceparent text, solo boolean, callback_mode text
)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_account clapper.accounts;
    v_free    integer;
    v_ids     uuid[];
BEGIN
    -- 1. Without a lock: may the account buy, is a slot free, is a job due?
    SELECT a.* INTO v_account FROM clapper.accounts a WHERE a.account = p_account;
    IF v_account.submitters_asleep THEN
        -- Whether or not it gets a job: it looks again by itself, and enqueues need not wake it.
        UPDATE clapper.accounts a SET submitters_asleep = false WHERE a.account = p_account AND a.submitters_asleep;
    END IF;
    IF v_account.account IS NULL OR v_account.hold_until > clock_timestamp()
       OR v_account.credential_failed_at IS NOT NULL THEN
        RETURN;
    END IF;
    SELECT clapper.render_limit(v_account) - count(*) INTO v_free
    FROM clapper.open_jobs o
    WHERE o.account = p_account AND o.phase <> 'queued' AND o.slot_seq >= p_slot_seq;
    IF v_free <= 0 OR NOT EXISTS (
        SELECT FROM unnest(p_priorities, p_lanes, p_seqs) AS g(priority, lane, seq)
        CROSS JOIN LATERAL (
            SELECT FROM clapper.open_jobs o
            WHERE o.account = p_account AND o.phase = 'queued' AND o.priority = g.priority AND o.lane = g.lane
              AND o.seq >= g.seq AND o.next_at <= now()
            ORDER BY o.seq LIMIT 1) AS due) THEN
        RETURN;
    END IF;

    -- 2. One claim at a time an account.
    SELECT a.* INTO v_account FROM clapper.accounts a WHERE a.account = p_account FOR NO KEY UPDATE;

    -- 3. New statements, so that they see what the previous holder of the lock claimed.
    SELECT least(p_limit, clapper.render_limit(v_account) - count(*)) INTO v_free
    FROM clapper.open_jobs o
    WHERE o.account = p_account AND o.phase <> 'queued' AND o.slot_seq >= p_slot_seq;
    IF v_free <= 0 THEN
        RETURN;
    END IF;

    INSERT INTO clapper.workers AS w (id, lapses_at)
    VALUES (p_worker, clock_timestamp() + p_lease_ms * interval '1 millisecond')
    ON CONFLICT (id) DO UPDATE SET lapses_at = excluded.lapses_at;

    WITH used AS MATERIALIZED (
        SELECT o.lane, count(*) AS jobs
        FROM clapper.open_jobs o
        WHERE o.account = p_account AND o.phase <> 'queued' AND o.slot_seq >= p_slot_seq
        GROUP BY o.lane
    ), candidates AS MATERIALIZED (
        SELECT c.id, c.seq, g.priority, g.lane
        FROM unnest(p_priorities, p_lanes, p_seqs) AS g(priority, lane, seq)
        CROSS JOIN LATERAL (
            SELECT o.id, o.seq
            FROM clapper.open_jobs o
            WHERE o.account = p_account AND o.phase = 'queued' AND o.priority = g.priority AND o.lane = g.lane
              AND o.seq >= g.seq AND o.next_at <= now()
            ORDER BY o.seq LIMIT v_free
            FOR UPDATE SKIP LOCKED) AS c
    ), chosen AS MATERIALIZED (
        SELECT r.id
        FROM (SELECT c.*, row_number() OVER (PARTITION BY c.priority, c.lane ORDER BY c.seq) AS place
              FROM candidates c) AS r
        LEFT JOIN used u ON u.lane = r.lane
        ORDER BY r.priority DESC, coalesce(u.jobs, 0) + r.place, r.seq
        LIMIT v_free
    ), claimed AS (
        UPDATE clapper.open_jobs o
        SET phase = 'submitting', epoch = o.epoch + 1, worker = p_worker, slot_seq = nextval('clapper.slot_seq'),
            next_at = 'infinity', note = NULL
        FROM chosen c
        WHERE o.id = c.id
        RETURNING o.id
    )
    SELECT array_agg(c.id ORDER BY c.id) INTO v_ids FROM claimed c;

    -- The bounds let the scan of jobs skip the partitions that cannot hold the claimed ids.
    RETURN QUERY
    SELECT o.id, o.epoch, o.attempt, o.seq, o.slot_seq, o.kind, o.lane, o.priority, j.callback_id, j.request, j.traceparent,
           o.solo, j.callback_mode
    FROM clapper.jobs j
    JOIN clapper.open_jobs o ON o.id = j.id
    WHERE j.id = ANY (v_ids) AND j.id >= v_ids[1] AND j.id <= v_ids[cardinality(v_ids)]
    ORDER BY o.priority DESC, o.seq;
END
$$;
