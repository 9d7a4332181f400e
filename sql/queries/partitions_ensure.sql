-- Makes the partitions of the coming days.
-- $1 days int4  →  partition text
SELECT partition FROM clapper.ensure_partitions($1::int4)
