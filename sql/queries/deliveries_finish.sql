-- Records what became of deliveries.
-- $1 ids uuid[] · $2 results text[] · $3 wait_ms int8[] · $4 statuses int4[] · $5 notes text[]  →  finished void
SELECT clapper.finish_deliveries($1::uuid[], $2::text[], $3::int8[], $4::int4[], $5::text[]) AS finished
