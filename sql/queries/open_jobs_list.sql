-- Ids of jobs in flight in one phase, newest first, by keyset. Rows kept after the end are listed by their outcome.
-- $1 before uuid · $2 limit int8 · $3 phase text · $4 kind text, null for all  →  id uuid
-- Index: open_jobs_phase.
SELECT id FROM clapper.open_jobs
WHERE phase = $3 AND id < $1::uuid AND NOT ended AND ($4::text IS NULL OR kind = $4)
ORDER BY id DESC LIMIT $2
