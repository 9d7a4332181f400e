-- How much a source is believed about a job that has ended. A stronger one rewrites the outcome; an equal one does not.
CREATE FUNCTION clapper.authority(p_source text) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE p_source
        WHEN 'callback_url' THEN 0   -- unsigned: a hint to read, never evidence
        WHEN 'deadline' THEN 1
        WHEN 'submit'   THEN 2
        WHEN 'webhook'  THEN 3
        WHEN 'backfill' THEN 3
        WHEN 'poll'     THEN 4
        WHEN 'operator' THEN 5
    END::smallint
$$;
