-- What a kind of job makes at HeyGen; null for a kind nobody knows. Internal.
CREATE FUNCTION clapper.kind_resource(p_kind text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT k.resource FROM clapper.kinds() AS k WHERE k.kind = p_kind
$$;
