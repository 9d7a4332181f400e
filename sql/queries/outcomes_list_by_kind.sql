-- Ids of ended jobs of one kind in one state, newest first, by keyset.
-- $1 before uuid · $2 limit int8 · $3 state text · $4 kind text  →  id uuid
-- Index: outcomes_kind. Compared and ordered as whole rows, for only that index has this order: with equalities a plan made
-- for any kind goes through all outcomes by id, and of a rare kind the newest may lie a million rows back.
SELECT id FROM clapper.outcomes
WHERE (kind, state, id) < ($4, $3, $1::uuid) AND (kind, state) >= ($4, $3)
ORDER BY kind DESC, state DESC, id DESC LIMIT $2
