-- Applies a batch of verdicts.
-- $1 sources text[] · $2 verdicts text[] · $3 job_ids uuid[] · $4 callback_ids text[] · $5 video_ids text[]
-- $6 attempts int2[] · $7 types text[] · $8 event_ids text[] · $9 hashes bytea[] · $10 bodies bytea[] · $11 results jsonb[]
-- $12 failure_codes text[] · $13 failure_messages text[] · $14 rendered_at timestamptz[] · $15 details text[]
-- $16 resources text[]
-- →  ord int4, disposition text, job_id uuid, from_state text, state text, revision int4, resolved_by text
SELECT ord, disposition, job_id, from_state, state, revision, resolved_by
FROM clapper.apply_verdicts($1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::int2[], $7::text[], $8::text[],
                            $9::bytea[], $10::bytea[], $11::jsonb[], $12::text[], $13::text[], $14::timestamptz[], $15::text[],
                            $16::text[])
