-- Before functions are created: their bodies may name each other in any order. For the simple protocol.
SET LOCAL check_function_bodies = off
