-- How many days ahead every partitioned table is prepared.
-- →  days int4
SELECT clapper.partition_days_ahead() AS days
