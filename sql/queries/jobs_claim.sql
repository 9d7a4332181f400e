-- Claims queued jobs within the account's free render slots.
-- $1 account text · $2 worker uuid · $3 limit int4 · $4 lease_ms int8 · $5 slot_seq int8 · $6 priorities int2[]
-- $7 lanes text[] · $8 seqs int8[]  →  the claimed jobs
SELECT * FROM clapper.claim_jobs($1, $2::uuid, $3::int4, $4::int8, $5::int8, $6::int2[], $7::text[], $8::int8[])
