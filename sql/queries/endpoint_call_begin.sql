-- Commits a call that makes HeyGen change a secret, or takes up an unfinished one.
-- $1 account text · $2 purpose text · $3 subject text · $4 key text · $5 unless text · $6 lifetime_ms int8 ·
-- $7 window_ms int8  →  key text, endpoint_id text, resumed bool
SELECT key, endpoint_id, resumed FROM clapper.begin_endpoint_call($1, $2, $3, $4, $5, $6::int8, $7::int8)
