-- Drops one function by its signature, which the migrator fills in from functions_signatures.
DROP FUNCTION {signature}
