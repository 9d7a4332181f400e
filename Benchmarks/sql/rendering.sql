-- Jobs that HeyGen renders, without having gone through a submitter: what intake is measured with.
-- :jobs how many. Their video ids are 'vid_' and the job's id.
SELECT count(*) FROM generate_series(1, :jobs / 1000) AS g
CROSS JOIN LATERAL clapper.enqueue_many(
    'video', array_fill(jsonb_build_object('type', 'avatar', 'avatar_id', 'a', 'voice_id', 'v', 'script', 'Hello',
                                           'title', 'Benchmark ' || g), ARRAY[1000])) AS e;
UPDATE clapper.open_jobs SET phase = 'rendering', slot_seq = nextval('clapper.slot_seq'), video_id = 'vid_' || id,
       first_sent_at = now(), submitted_at = now(), next_at = now() + interval '1 hour';
VACUUM ANALYZE;
