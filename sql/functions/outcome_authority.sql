-- How much the evidence behind a first outcome is believed. A read that found nothing (video_not_found) proves little: the
-- key may be another workspace's. It ranks as our own deadline, so that any word of HeyGen's about the video recovers the
-- job. Internal.
CREATE FUNCTION clapper.outcome_authority(p_source text, p_failure_code text) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT clapper.authority(CASE WHEN p_source = 'poll' AND p_failure_code = 'video_not_found' THEN 'deadline'
                                  ELSE p_source END)
$$;
