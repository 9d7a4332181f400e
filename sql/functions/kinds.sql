-- The kinds of jobs: what each makes at HeyGen (resource: kinds that share one share its ids), the request member that becomes
-- part of the path, and the list in the request that must have one element, for a job is one video. The same stands in
-- RenderKind.all; a test holds them together.
CREATE FUNCTION clapper.kinds() RETURNS TABLE (kind text, resource text, path_member text, list_of_renders text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    VALUES ('video', 'video', NULL, NULL),
           ('template', 'video', 'template_id', NULL),
           ('video_agent', 'video_agent', NULL, NULL),
           ('video_translation', 'video_translation', NULL, 'output_languages'),
           ('proofread', 'video_translation', 'proofread_id', NULL),
           ('lipsync', 'lipsync', NULL, NULL),
           ('hyperframes', 'hyperframes', NULL, NULL),
           ('ai_clipping', 'ai_clipping', NULL, NULL)
$$;
