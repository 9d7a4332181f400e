-- The endpoints whose secrets are held, with the secret in use and what was begun about it and not finished.
-- $1 account text  →  endpoint_id text, url text, entity_id text, secret bytea, unfinished text (rotate, replace or null)
-- A handful of rows.
SELECT e.endpoint_id, e.url, e.entity_id, s.secret,
    (
        SELECT max(c.purpose) FROM clapper.endpoint_calls c
        WHERE c.account = e.account AND c.finished_at IS NULL AND c.purpose IN ('rotate', 'replace')
          AND c.subject = e.endpoint_id
    ) AS unfinished
FROM clapper.endpoints e
LEFT JOIN clapper.endpoint_secrets s ON s.endpoint_id = e.endpoint_id AND s.accepted_until IS NULL
WHERE e.account = $1 AND e.retired_at IS NULL
ORDER BY e.created_at
