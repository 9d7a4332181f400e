-- Takes due deliveries.
-- $1 limit int4 · $2 per_origin int4 · $3 busy text[] · $4 lease_ms int8
-- →  id uuid, job_id uuid, state text, revision int4, url text, origin text, tries int4, created_at timestamptz
SELECT id, job_id, state, revision, url, origin, tries, created_at
FROM clapper.claim_deliveries($1::int4, $2::int4, $3::text[], $4::int8)
