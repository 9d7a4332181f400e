-- Lets an account go on after its credential was accepted again.
-- $1 account text  →  restored bool
SELECT clapper.restore_credential($1) AS restored
