-- The tables of Clapper, split by lifetime: what was asked (jobs), what is in flight (open_jobs), how it ended (outcomes).
-- Dead rows then exist only in open_jobs, which is never larger than what is in flight or queued.
-- Rows are written by the functions of functions/ alone; no role but the owner may INSERT, UPDATE or DELETE.

-- Order of the queue. Ever-growing, so that a claim can start from a remembered lower bound.
CREATE SEQUENCE clapper.queue_seq;
-- Order of claims. Drawn under the account's lock, so a remembered minimum of the slots in use can never hide a later claim.
CREATE SEQUENCE clapper.slot_seq;
-- Order of completions. Not commit order: readers wait for gaps.
CREATE SEQUENCE clapper.completion_seq;

-- What was asked. Append-only; weekly partitions by the time inside the UUIDv7.
CREATE TABLE clapper.jobs (
    id            uuid        NOT NULL,
    callback_id   text        NOT NULL,
    kind          text        NOT NULL,
    request       bytea       NOT NULL,                 -- the caller's JSON bytes, never re-ordered
    metadata      jsonb       NOT NULL DEFAULT '{}',
    lane          text        NOT NULL DEFAULT 'default',
    priority      smallint    NOT NULL DEFAULT 0,
    max_attempts  smallint    NOT NULL DEFAULT 1,
    notify_url    text,
    traceparent   text,
    callback_mode text,                                 -- endpoint or callback_url; null: as configured when it is sent
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE INDEX jobs_kind ON clapper.jobs (kind, id);

-- What is in flight, with its current paid attempt. The busiest table: narrow, with room for HOT updates.
CREATE TABLE clapper.open_jobs (
    id             uuid        PRIMARY KEY,
    seq            bigint      NOT NULL DEFAULT nextval('clapper.queue_seq'),
    phase          text        NOT NULL DEFAULT 'queued'
                   CHECK (phase IN ('queued', 'submitting', 'rendering', 'unknown')),
    account        text        NOT NULL DEFAULT 'default',
    kind           text        NOT NULL,
    lane           text        NOT NULL,
    priority       smallint    NOT NULL,
    attempt        smallint    NOT NULL DEFAULT 1,
    max_attempts   smallint    NOT NULL DEFAULT 1,
    revision       integer     NOT NULL DEFAULT 0,       -- revisions already told of earlier outcomes
    epoch          integer     NOT NULL DEFAULT 0,       -- raised by every claim; fences what a claim records
    worker         uuid,                                 -- who holds the claim
    slot_seq       bigint,                               -- drawn at claim; null while queued
    next_at        timestamptz NOT NULL DEFAULT now(),   -- queued: not before; rendering: next read; unknown: next replay
    request_hash   bytea,                                -- SHA-256 of the bytes of the first send of this attempt
    first_sent_at  timestamptz,                          -- committed before the first POST of this attempt
    submitted_at   timestamptz,                          -- when HeyGen's acceptance was recorded
    video_id       text,                                 -- HeyGen's id of what the kind makes: a video, session, translation
    reads          smallint    NOT NULL DEFAULT 0,
    hinted_by      text,                                 -- the source that made us read; becomes resolved_by
    ended          boolean     NOT NULL DEFAULT false,   -- has an outcome already, but still renders and keeps its slot
    notify         boolean     NOT NULL DEFAULT false,
    note           text,                                 -- why it stands where it stands, in words
    batch          uuid,                                 -- the batch it was sent in, until its video is known
    solo           boolean NOT NULL DEFAULT false,       -- not to be batched again: a batch with it was refused
    CHECK (phase = 'queued' OR slot_seq IS NOT NULL)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
        autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.02);
CREATE INDEX open_jobs_queued ON clapper.open_jobs (account, priority DESC, lane, seq) WHERE phase = 'queued';
CREATE INDEX open_jobs_slots  ON clapper.open_jobs (account, slot_seq) INCLUDE (lane) WHERE phase <> 'queued';
CREATE INDEX open_jobs_due    ON clapper.open_jobs (phase, next_at) WHERE phase <> 'queued';
CREATE INDEX open_jobs_video  ON clapper.open_jobs (video_id) WHERE video_id IS NOT NULL;
CREATE INDEX open_jobs_batch  ON clapper.open_jobs (batch) WHERE batch IS NOT NULL;
CREATE INDEX open_jobs_phase  ON clapper.open_jobs (phase, id);

-- Jobs that were asked for in one call: a row until every one of them has its video. Empty unless batches are switched on.
CREATE TABLE clapper.batches (
    id             uuid        PRIMARY KEY,              -- sent as the key of the call
    account        text        NOT NULL,
    kind           text        NOT NULL,
    phase          text        NOT NULL DEFAULT 'sending' CHECK (phase IN ('sending', 'unknown', 'accepted')),
    epoch          integer     NOT NULL DEFAULT 1,       -- raised by every claim; fences what a claim records
    worker         uuid,                                 -- who holds the claim
    body           bytea       NOT NULL,                 -- what was sent, for replays
    job_ids        uuid[]      NOT NULL,                 -- by item_index
    attempts       smallint[]  NOT NULL,                 -- their paid attempts, by item_index
    first_sent_at  timestamptz NOT NULL,                 -- the same as its jobs'
    next_at        timestamptz NOT NULL DEFAULT 'infinity', -- unknown: next replay; accepted: next read
    batch_id       text,                                 -- HeyGen's, once it accepted
    reads          integer     NOT NULL DEFAULT 0
);
CREATE INDEX batches_due  ON clapper.batches (phase, next_at);
CREATE INDEX batches_name ON clapper.batches (batch_id) WHERE batch_id IS NOT NULL;

-- Earlier paid attempts of jobs that were tried again: the record of money.
CREATE TABLE clapper.attempts (
    job_id          uuid        NOT NULL,
    attempt         smallint    NOT NULL,
    account         text        NOT NULL,
    video_id        text,
    first_sent_at   timestamptz,
    submitted_at    timestamptz,
    replaced_at     timestamptz NOT NULL DEFAULT now(),
    replaced_by     text        NOT NULL,                -- operator, max_attempts or late_success
    state           text,
    failure_code    text,
    failure_message text,
    PRIMARY KEY (job_id, attempt)
);
CREATE INDEX attempts_video ON clapper.attempts (video_id) WHERE video_id IS NOT NULL;

-- How it ended. One row per job; rewritten in place only by stronger evidence.
CREATE TABLE clapper.outcomes (
    id              uuid        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('succeeded', 'failed', 'canceled')),
    kind            text        NOT NULL,
    account         text        NOT NULL,
    attempt         smallint    NOT NULL,
    revision        integer     NOT NULL,
    authority       smallint    NOT NULL,                -- of the evidence: clapper.authority(source)
    resolved_by     text        NOT NULL,
    video_id        text,
    result          jsonb,
    failure_code    text,
    failure_message text,
    first_sent_at   timestamptz,
    submitted_at    timestamptz,
    finished_at     timestamptz NOT NULL,
    render_ms       integer,                             -- observed: acceptance to completion; null where unknown
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE INDEX outcomes_state ON clapper.outcomes (state, id);
CREATE INDEX outcomes_kind  ON clapper.outcomes (kind, state, id);
CREATE INDEX outcomes_video ON clapper.outcomes (video_id) WHERE video_id IS NOT NULL;

-- What HeyGen told us, and the evidence of reads, deadlines and operators. Append-only; daily partitions by its UUIDv7.
CREATE TABLE clapper.events (
    id           uuid        NOT NULL,
    job_id       uuid,
    at           timestamptz NOT NULL,
    source       text        NOT NULL,
    type         text,
    verdict      text,
    disposition  text        NOT NULL,
    attempt      smallint,
    callback_id  text,
    video_id     text,
    event_id     text,
    hash         bytea,                                  -- SHA-256 of body
    body         bytea,
    detail       text,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE INDEX events_job ON clapper.events (job_id, id) WHERE job_id IS NOT NULL;

-- The feed of ended jobs. Append-only; daily partitions.
CREATE TABLE clapper.completions (
    seq       bigint      NOT NULL DEFAULT nextval('clapper.completion_seq'),
    job_id    uuid        NOT NULL,
    state     text        NOT NULL,
    revision  integer     NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (seq, at)
) PARTITION BY RANGE (at);

-- Completions owed to a notify_url. Rows leave when told, or when telling is given up (an event of the job says so).
CREATE TABLE clapper.deliveries (
    id          uuid        PRIMARY KEY,
    job_id      uuid        NOT NULL,
    state       text        NOT NULL,
    revision    integer     NOT NULL,
    url         text        NOT NULL,
    origin      text        NOT NULL,                    -- scheme, host and port: one dead receiver blocks only its own
    tries       integer     NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    next_at     timestamptz NOT NULL DEFAULT now(),
    last_status integer,
    note        text
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
        autovacuum_vacuum_cost_delay = 0);
CREATE INDEX deliveries_due ON clapper.deliveries (origin, next_at);
CREATE INDEX deliveries_job ON clapper.deliveries (job_id);

-- Callback ids that callers supplied. Not partitioned, because a partitioned table cannot keep them unique.
CREATE TABLE clapper.job_keys (
    callback_id   text        PRIMARY KEY,
    job_id        uuid        NOT NULL,
    request_hash  bytea       NOT NULL,                  -- SHA-256 of the request as jsonb text
    created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX job_keys_age ON clapper.job_keys (created_at);

-- Events whose job is not known (yet): the enqueue may not have committed, or they belong to another program.
CREATE TABLE clapper.unmatched (
    hash             bytea       PRIMARY KEY,
    received_at      timestamptz NOT NULL DEFAULT now(),   -- of a backfilled event: when HeyGen says it came to be
    next_at          timestamptz NOT NULL DEFAULT now() + interval '1 second',
    tries            integer     NOT NULL DEFAULT 0,
    deliveries       integer     NOT NULL DEFAULT 1,
    source           text        NOT NULL,
    type             text,
    verdict          text        NOT NULL,
    callback_id      text,
    video_id         text,
    event_id         text,
    result           jsonb,
    failure_code     text,
    failure_message  text,
    body             bytea,
    resource         text
);
CREATE INDEX unmatched_callback ON clapper.unmatched (callback_id);
CREATE INDEX unmatched_video    ON clapper.unmatched (video_id);
CREATE INDEX unmatched_due      ON clapper.unmatched (next_at);

-- Reads owed to videos that no open job's schedule covers: contradictions about ended jobs, late attempts.
CREATE TABLE clapper.owed_reads (
    job_id     uuid        NOT NULL,
    video_id   text        NOT NULL,
    kind       text        NOT NULL,
    hinted_by  text        NOT NULL,
    reason     text        NOT NULL,
    tries      integer     NOT NULL DEFAULT 0,
    next_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job_id, video_id)
);
CREATE INDEX owed_reads_due ON clapper.owed_reads (next_at);

-- Limits and holds of a HeyGen account.
CREATE TABLE clapper.accounts (
    account         text        PRIMARY KEY,
    max_renders     integer     NOT NULL DEFAULT 10 CHECK (max_renders BETWEEN 1 AND 100000),
    render_limit    integer,                             -- what a 429 taught us; rises again with time
    limited_at      timestamptz,
    raise_every_ms  bigint      NOT NULL DEFAULT 30000,
    hold_until      timestamptz,
    hold_reason     text,
    credential_failed_at timestamptz,
    submitters_asleep    boolean NOT NULL DEFAULT false,
    backfilled_at   timestamptz                          -- when a walk over HeyGen's delivered events last began
);
INSERT INTO clapper.accounts (account) VALUES ('default');

-- Webhook endpoints whose secrets we hold.
CREATE TABLE clapper.endpoints (
    endpoint_id  text        PRIMARY KEY,
    account      text        NOT NULL,
    url          text        NOT NULL,
    entity_id    text,                                   -- as registered by us; HeyGen does not tell it again
    created_at   timestamptz NOT NULL DEFAULT now(),
    retired_at   timestamptz
);

-- Their secrets, sealed. The one without an end is in use; replaced ones are accepted for the retries under way.
CREATE TABLE clapper.endpoint_secrets (
    endpoint_id     text        NOT NULL REFERENCES clapper.endpoints ON DELETE CASCADE,
    secret          bytea       NOT NULL,
    stored_at       timestamptz NOT NULL DEFAULT now(),
    accepted_until  timestamptz
);
CREATE UNIQUE INDEX endpoint_secrets_in_use ON clapper.endpoint_secrets (endpoint_id) WHERE accepted_until IS NULL;

-- Calls that make HeyGen change a secret, committed before they are sent: HeyGen tells the new one once, and again only to
-- the same key. While one is unfinished, or its window is open, HeyGen may sign with a secret that is not stored yet.
CREATE TABLE clapper.endpoint_calls (
    key           text        PRIMARY KEY,
    account       text        NOT NULL,
    purpose       text        NOT NULL CHECK (purpose IN ('create', 'rotate', 'replace')),
    subject       text        NOT NULL,                  -- the body of a create; else the endpoint's id
    endpoint_id   text,                                  -- whose secret the answer was, once it is stored
    begun_at      timestamptz NOT NULL DEFAULT now(),
    window_until  timestamptz NOT NULL,
    finished_at   timestamptz
);
CREATE UNIQUE INDEX endpoint_calls_unfinished ON clapper.endpoint_calls (account, purpose, md5(subject))
    WHERE finished_at IS NULL;

-- A row only while a worker holds claims; when it lapses, others take its claims over.
CREATE TABLE clapper.workers (
    id         uuid        PRIMARY KEY,
    lapses_at  timestamptz NOT NULL
) WITH (fillfactor = 50);

-- One piece of evidence about a video: from a webhook, a read, a backfill, a deadline, our own submit or an operator.
CREATE TYPE clapper.verdict AS (
    ord              integer,
    source           text,         -- webhook, callback_url, poll, backfill, operator, deadline, submit
    verdict          text,         -- succeeded, failed, hint (seems over: read), story (part of the job's story), none
    job_id           uuid,         -- known to readers and operators; else resolved from callback_id
    callback_id      text,         -- as received, with its ~attempt
    video_id         text,
    attempt          smallint,     -- of the callback id, or known to the reader; null where only a video id is known
    type             text,
    event_id         text,         -- from the body only: headers are not signed
    hash             bytea,        -- SHA-256 of body
    body             bytea,
    result           jsonb,
    failure_code     text,
    failure_message  text,
    rendered_at      timestamptz,  -- when HeyGen says the video was completed, or its backfilled event came to be
    detail           text,
    resource         text          -- what video_id names; null where the source does not say
);

-- What became of a verdict.
CREATE TYPE clapper.settlement AS (
    ord          integer,
    disposition  text,             -- applied, duplicate, late, conflict, superseded, unmatched, ignored, hint
    job_id       uuid,
    from_state   text,
    state        text,
    revision     integer,
    resolved_by  text
);

-- A job as the API tells it. For reads by id: lists by state use open_jobs or outcomes, never this view.
CREATE VIEW clapper.job_status AS
SELECT j.id,
       j.callback_id,
       j.kind,
       j.lane,
       j.priority,
       coalesce(o.state, p.phase)                        AS state,
       coalesce(p.attempt, o.attempt)                    AS attempt,
       coalesce(o.revision, p.revision)                  AS revision,
       coalesce(o.video_id, p.video_id)                  AS video_id,
       j.request,
       j.metadata,
       o.result,
       CASE WHEN o.state = 'failed'
            THEN jsonb_build_object('code', o.failure_code, 'message', o.failure_message) END AS failure,
       o.resolved_by,
       j.created_at,
       coalesce(o.submitted_at, p.submitted_at)          AS submitted_at,
       o.finished_at,
       j.max_attempts,
       j.notify_url,
       p.note,
       j.callback_mode
FROM clapper.jobs j
LEFT JOIN clapper.open_jobs p ON p.id = j.id
LEFT JOIN clapper.outcomes  o ON o.id = j.id;
