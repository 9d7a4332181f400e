-- Finishes a detach that was interrupted. Names are filled in by the janitor, as for partition_detach.
ALTER TABLE clapper.{parent} DETACH PARTITION clapper.{partition} FINALIZE
