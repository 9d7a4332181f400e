-- Notes what became of an endpoint whose secret is held: another URL, or that it was deleted. Then its secret is accepted for
-- p_previous_ms of real time more, for the retries under way. False if it is not known or nothing changes.
CREATE FUNCTION clapper.change_endpoint(
    p_account text, p_endpoint_id text, p_url text, p_retired boolean, p_previous_ms bigint
) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_changed boolean;
BEGIN
    UPDATE clapper.endpoints e
    SET url = coalesce(p_url, e.url),
        retired_at = CASE WHEN p_retired THEN coalesce(e.retired_at, clock_timestamp()) ELSE e.retired_at END
    WHERE e.account = p_account AND e.endpoint_id = p_endpoint_id
      AND (e.url <> p_url OR p_retired AND e.retired_at IS NULL);
    v_changed := FOUND;
    IF v_changed AND p_retired THEN
        UPDATE clapper.endpoint_secrets s
        SET accepted_until = clock_timestamp() + p_previous_ms * interval '1 millisecond'
        WHERE s.endpoint_id = p_endpoint_id AND s.accepted_until IS NULL;
    END IF;
    RETURN v_changed;
END
$$;
