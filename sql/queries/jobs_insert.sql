-- Enqueues checked jobs, one array element each.
-- $1 kinds text[] · $2 requests bytea[] · $3 callback_ids text[] · $4 metadata jsonb[] · $5 lanes text[]
-- $6 priorities int2[] · $7 notify_urls text[] · $8 max_attempts int2[] · $9 traceparents text[]
-- $10 callback_modes text[]
-- →  ord int4, job_id uuid, status text
SELECT ord, job_id, status
FROM clapper.insert_jobs($1::text[], $2::bytea[], $3::text[], $4::jsonb[], $5::text[], $6::int2[], $7::text[], $8::int2[],
                         $9::text[], $10::text[])
