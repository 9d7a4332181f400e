-- Ids of ended jobs in one state, newest first, by keyset.
-- $1 before uuid · $2 limit int8 · $3 state text  →  id uuid
-- Index: outcomes_state.
SELECT id FROM clapper.outcomes WHERE state = $3 AND id < $1::uuid ORDER BY id DESC LIMIT $2
