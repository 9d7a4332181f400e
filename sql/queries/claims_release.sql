-- Takes back the claims of lapsed workers, or of one that leaves.
-- $1 worker uuid, null for the lapsed  →  id uuid, from_state text, state text
SELECT id, from_state, state FROM clapper.release_claims($1::uuid)
