-- Grants the group roles their privileges.
-- →  granted void
SELECT clapper.grant_privileges() AS granted
