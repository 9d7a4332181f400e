-- Refuses what cannot become a job, naming the field and the way out. The HTTP door checks the same in JobRequest.
-- Raises: 22023 (invalid_parameter_value).
CREATE FUNCTION clapper.check_job(
    p_kind text, p_request jsonb, p_callback_id text, p_metadata jsonb, p_lane text, p_priority integer,
    p_notify_url text, p_max_attempts integer, p_callback_mode text
) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_problem text;
    v_hint    text;
    v_inner   text := p_request ->> 'callback_id';
    k         record;
BEGIN
    SELECT t.* INTO k FROM clapper.kinds() AS t WHERE t.kind = p_kind;
    IF k.kind IS NULL THEN
        v_problem := format('kind: %L is unknown', p_kind);
        v_hint := 'known kinds: ' || (SELECT string_agg(t.kind, ', ') FROM clapper.kinds() AS t);
    ELSIF p_request IS NULL OR jsonb_typeof(p_request) <> 'object' THEN
        v_problem := 'request: must be a JSON object';
        v_hint := 'give the body that HeyGen''s create of this kind takes';
    ELSIF k.path_member IS NOT NULL AND (coalesce(jsonb_typeof(p_request -> k.path_member), '') <> 'string'
                                         OR p_request ->> k.path_member !~ '^[A-Za-z0-9_.:-]{1,255}$'
                                         OR p_request ->> k.path_member ~ '^[.]*$') THEN
        v_problem := format('request.%s: must be an id of A-Z a-z 0-9 _ - . : alone', k.path_member);
        v_hint := 'it becomes part of the path that HeyGen is asked at, and is not sent in the body';
    ELSIF k.list_of_renders IS NOT NULL
          AND (CASE jsonb_typeof(p_request -> k.list_of_renders)
                   WHEN 'array' THEN jsonb_array_length(p_request -> k.list_of_renders) <> 1 ELSE true END) THEN
        v_problem := format('request.%s: must be a list of one element', k.list_of_renders);
        v_hint := 'a job is one video: enqueue a job for each';
    ELSIF octet_length(p_request::text) > 1048576 THEN
        v_problem := 'request: is larger than 1 MiB';
        v_hint := 'refer to assets by URL or asset id';
    ELSIF p_request ? 'callback_id' AND jsonb_typeof(p_request -> 'callback_id') NOT IN ('string', 'null') THEN
        v_problem := 'request.callback_id: must be a string';
    ELSIF v_inner IS NOT NULL AND p_callback_id IS NOT NULL AND v_inner <> p_callback_id THEN
        v_problem := 'callback_id: differs from request.callback_id';
        v_hint := 'give one of them, or the same in both';
    ELSIF coalesce(p_callback_id, v_inner) !~ '^[!-~]{1,200}$' THEN
        v_problem := 'callback_id: must be 1 to 200 visible ASCII characters';
    ELSIF coalesce(p_callback_id, v_inner) ~ '~[0-9]+$' THEN
        v_problem := 'callback_id: must not end in ~ and digits';
        v_hint := 'that suffix marks later attempts';
    ELSIF coalesce(p_callback_id, v_inner) LIKE 'clp\_%' THEN
        v_problem := 'callback_id: the prefix clp_ is reserved';
        v_hint := 'leave callback_id out and Clapper mints one';
    ELSIF p_metadata IS NULL OR jsonb_typeof(p_metadata) <> 'object' THEN
        v_problem := 'metadata: must be a JSON object';
    ELSIF p_lane IS NULL OR p_lane !~ '^[!-~]{1,100}$' THEN
        v_problem := 'lane: must be 1 to 100 visible ASCII characters';
    ELSIF p_priority IS NULL OR p_priority NOT BETWEEN 0 AND 9 THEN
        v_problem := 'priority: must be 0 to 9';
        v_hint := 'higher goes first';
    ELSIF p_notify_url !~ '^https?://[^\s/?#@]+([/?#]\S*)?$' OR length(p_notify_url) > 2000
          OR coalesce(substring(p_notify_url FROM '^https?://[^\s/?#@]*:([0-9]+)(?:[/?#]|$)'), '1')::numeric
             NOT BETWEEN 1 AND 65535
    THEN
        v_problem := 'notify_url: must be an http or https URL of at most 2,000 characters, without user or password';
    ELSIF p_max_attempts IS NULL OR p_max_attempts NOT BETWEEN 1 AND 10 THEN
        v_problem := 'max_attempts: must be 1 to 10';
        v_hint := 'each attempt is paid';
    ELSIF p_callback_mode NOT IN ('endpoint', 'callback_url') THEN
        v_problem := 'callback_mode: must be endpoint or callback_url';
        v_hint := 'leave it out to have it as configured';
    END IF;
    IF v_problem IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = v_problem, HINT = coalesce(v_hint, 'see clapper.enqueue');
    END IF;
END
$$;
