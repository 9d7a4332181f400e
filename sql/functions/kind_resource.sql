-- What a kind of job makes at HeyGen: as kinds() says, in a form that the planner puts into the statement, for this is asked of
-- every event. Internal.
CREATE FUNCTION clapper.kind_resource(p_kind text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE p_kind WHEN 'template' THEN 'video' WHEN 'proofread' THEN 'video_translation' ELSE p_kind END
$$;
