-- Ends a call: done, or refused.
-- $1 account text · $2 key text · $3 happened bool  →  ended bool
SELECT clapper.end_endpoint_call($1, $2, $3) AS ended
