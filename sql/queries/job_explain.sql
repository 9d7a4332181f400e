-- Where a job stands and what it waits for: the facts behind `jobs explain`, of one snapshot.
-- $1 job_id uuid
-- →  id uuid, kind text, state text, attempt int2, phase text, next_at timestamptz (null: in a worker's hands),
--    first_sent_at timestamptz, submitted_at timestamptz, video_id text, reads int2, note text, resolved_by text,
--    finished_at timestamptz, failure_code text, failure_message text, render_limit int4, in_use int8,
--    in_use_ended int8, hold_until timestamptz, hold_reason text, credential_failed_at timestamptz, at timestamptz,
--    notify_url text, owed int8, owed_tries int4, owed_note text, owed_next_at timestamptz, given_up text
-- Index: the primary keys; open_jobs_slots for the counts, which are about as large as the limit of renders;
-- deliveries_job; events_job.
SELECT j.id, j.kind, coalesce(r.state, o.phase) AS state, coalesce(o.attempt, r.attempt) AS attempt, o.phase,
       nullif(o.next_at, 'infinity') AS next_at, coalesce(o.first_sent_at, r.first_sent_at) AS first_sent_at,
       coalesce(o.submitted_at, r.submitted_at) AS submitted_at, coalesce(o.video_id, r.video_id) AS video_id, o.reads,
       o.note, r.resolved_by, r.finished_at, r.failure_code, r.failure_message,
       clapper.render_limit(a) AS render_limit,
       (SELECT count(*) FROM clapper.open_jobs s WHERE s.account = o.account AND s.phase <> 'queued') AS in_use,
       (SELECT count(*) FROM clapper.open_jobs s
        WHERE s.account = o.account AND s.phase <> 'queued' AND s.ended) AS in_use_ended,
       a.hold_until, a.hold_reason, a.credential_failed_at, clock_timestamp() AS at,
       j.notify_url, d.owed, d.tries AS owed_tries, d.note AS owed_note, d.next_at AS owed_next_at,
       (SELECT e.detail FROM clapper.events e
        WHERE e.job_id = j.id AND e.type = 'notify.given_up' AND e.id >= clapper.uuid_floor(clapper.uuid_time(j.id))
        ORDER BY e.id DESC LIMIT 1) AS given_up
FROM clapper.jobs j
LEFT JOIN clapper.open_jobs o ON o.id = j.id
LEFT JOIN clapper.outcomes r ON r.id = j.id
LEFT JOIN clapper.accounts a ON a.account = o.account
LEFT JOIN LATERAL (SELECT count(*) AS owed, max(t.tries) AS tries, min(t.next_at) AS next_at,
                          (array_agg(t.note ORDER BY t.created_at DESC))[1] AS note
                   FROM clapper.deliveries t WHERE t.job_id = j.id) AS d ON true
WHERE j.id = $1::uuid
