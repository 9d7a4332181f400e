-- Where a job stands and what it waits for: the facts behind `jobs explain`, of one snapshot.
-- $1 job_id uuid
-- →  id uuid, state text, attempt int2, phase text, next_at timestamptz (null: in a worker's hands),
--    first_sent_at timestamptz, submitted_at timestamptz, video_id text, reads int2, note text, resolved_by text,
--    finished_at timestamptz, failure_code text, failure_message text, render_limit int4, in_use int8,
--    hold_until timestamptz, hold_reason text, credential_failed_at timestamptz, at timestamptz
-- Index: the primary keys; open_jobs_slots for the count, which is about as large as the limit of renders.
SELECT j.id, coalesce(r.state, o.phase) AS state, coalesce(o.attempt, r.attempt) AS attempt, o.phase,
       nullif(o.next_at, 'infinity') AS next_at, coalesce(o.first_sent_at, r.first_sent_at) AS first_sent_at,
       coalesce(o.submitted_at, r.submitted_at) AS submitted_at, coalesce(o.video_id, r.video_id) AS video_id, o.reads,
       o.note, r.resolved_by, r.finished_at, r.failure_code, r.failure_message,
       clapper.render_limit(a) AS render_limit,
       (SELECT count(*) FROM clapper.open_jobs s WHERE s.account = o.account AND s.phase <> 'queued') AS in_use,
       a.hold_until, a.hold_reason, a.credential_failed_at, clock_timestamp() AS at
FROM clapper.jobs j
LEFT JOIN clapper.open_jobs o ON o.id = j.id
LEFT JOIN clapper.outcomes r ON r.id = j.id
LEFT JOIN clapper.accounts a ON a.account = o.account
WHERE j.id = $1::uuid
