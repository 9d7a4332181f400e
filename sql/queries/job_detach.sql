-- Takes back a video id that was an operator's word alone.
-- $1 job_id uuid · $2 video_id text  →  detached bool
SELECT clapper.detach_video($1::uuid, $2) AS detached
