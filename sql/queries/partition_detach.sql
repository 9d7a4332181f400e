-- Detaches one partition without stopping readers; run outside a transaction. Names are filled in by the janitor from
-- expired_partitions: identifiers cannot be parameters.
ALTER TABLE clapper.{parent} DETACH PARTITION clapper.{partition} CONCURRENTLY
