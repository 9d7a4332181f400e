-- Events whose job is not known, newest first.
-- $1 limit int8  →  hash bytea, received_at timestamptz, source text, type text, verdict text, callback_id text,
--                   video_id text, event_id text, body bytea, deliveries int4
SELECT hash, received_at, source, type, verdict, callback_id, video_id, event_id, body, deliveries
FROM clapper.unmatched ORDER BY received_at DESC LIMIT $1
