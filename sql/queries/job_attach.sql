-- Attaches a video to a job.
-- $1 job_id uuid · $2 video_id text · $3 source text  →  result text
SELECT clapper.attach_video($1::uuid, $2, $3) AS result
