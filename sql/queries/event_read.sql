-- One event.
-- $1 id uuid  →  the columns of events
-- Index: events_pkey.
SELECT id, job_id, at, source, type, verdict, disposition, attempt, callback_id, video_id, event_id, body, detail
FROM clapper.events WHERE id = $1::uuid
