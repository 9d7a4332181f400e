-- What was heard, newest first, by keyset.
-- $1 before uuid · $2 limit int8  →  the columns of events
-- Index: events_pkey, partition by partition.
SELECT id, job_id, at, source, type, verdict, disposition, attempt, callback_id, video_id, event_id, body, detail
FROM clapper.events WHERE id < $1::uuid ORDER BY id DESC LIMIT $2
