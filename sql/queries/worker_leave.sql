-- Removes the row of a worker that holds no claim.
-- $1 worker uuid  →  left_at void
SELECT clapper.leave_worker($1::uuid) AS left_at
