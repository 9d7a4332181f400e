-- Records what became of sends.
-- $1 ids uuid[] · $2 epochs int4[] · $3 attempts int2[] · $4 answers text[] · $5 video_ids text[] · $6 wait_ms int8[]
-- $7 notes text[] · $8 failure_codes text[] · $9 failure_messages text[]
-- →  id uuid, recorded bool, from_state text, state text
SELECT id, recorded, from_state, state
FROM clapper.record_submissions($1::uuid[], $2::int4[], $3::int2[], $4::text[], $5::text[], $6::int8[], $7::text[],
                                $8::text[], $9::text[])
