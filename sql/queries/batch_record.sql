-- Records what became of a send of a batch.
-- $1 id uuid · $2 epoch int4 · $3 answer text · $4 batch_id text · $5 wait_ms int8 · $6 note text  →  recorded bool
SELECT clapper.record_batch($1::uuid, $2::int4, $3, $4, $5::int8, $6) AS recorded
