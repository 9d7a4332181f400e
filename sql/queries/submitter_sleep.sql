-- Marks that a submitter sleeps.
-- $1 account text  →  marked bool
SELECT clapper.mark_asleep($1) AS marked
