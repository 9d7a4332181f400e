-- Partitions past their retention.
-- $1 jobs_days int4 · $2 events_days int4 · $3 completions_days int4  →  parent text, partition text, attached bool, pending bool
SELECT parent, partition, attached, pending FROM clapper.expired_partitions($1::int4, $2::int4, $3::int4)
