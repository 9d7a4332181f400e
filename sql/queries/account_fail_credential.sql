-- Stops an account because its credential was refused.
-- $1 account text · $2 reason text  →  alert bool
SELECT clapper.fail_credential($1, $2) AS alert
