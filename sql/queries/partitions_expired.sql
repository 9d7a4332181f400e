-- Partitions past their retention.
-- $1 jobs_days int4 · $2 events_days int4 · $3 completions_days int4  →  parent text, partition text, pending bool
SELECT parent, partition, pending FROM clapper.expired_partitions($1::int4, $2::int4, $3::int4)
