-- Notes what reads came to while their jobs go on; returns the jobs whose note is new.
-- $1 job_ids uuid[] · $2 notes text[]
-- →  id uuid, note text
SELECT id, note FROM clapper.note_reads($1::uuid[], $2::text[])
