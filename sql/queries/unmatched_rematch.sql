-- Looks again at events whose job was not known.
-- $1 callback_ids text[] · $2 video_ids text[] · $3 limit int4 · $4 window_ms int8 · $5 max_gap_ms int8
-- →  ord int4, disposition text, job_id uuid, from_state text, state text, revision int4, resolved_by text
SELECT ord, disposition, job_id, from_state, state, revision, resolved_by
FROM clapper.rematch_unmatched($1::text[], $2::text[], $3::int4, $4::int8, $5::int8)
