-- The observed render time in milliseconds: from acceptance to HeyGen's own completion time, or to the arrival of its
-- event; null where neither is known. Feeds the learned schedule of reads. Internal.
CREATE FUNCTION clapper.render_ms(p_submitted_at timestamptz, p_rendered_at timestamptz, p_source text) RETURNS integer
LANGUAGE sql STABLE
AS $$
    SELECT CASE WHEN p_rendered_at > p_submitted_at THEN extract(epoch FROM p_rendered_at - p_submitted_at) * 1000
                WHEN p_source = 'webhook' THEN extract(epoch FROM clock_timestamp() - p_submitted_at) * 1000
           END::integer
$$;
