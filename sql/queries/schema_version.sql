-- How many migrations were applied and which was the last: what readyz compares.
-- →  applied int8, last text
SELECT count(*) AS applied, max(name) AS last FROM clapper.migrations
