-- A UUIDv7: 48 bits of milliseconds, 12 bits of their fraction, 62 random bits. Ids of one session therefore ascend.
CREATE FUNCTION clapper.uuid_v7(p_at timestamptz DEFAULT clock_timestamp()) RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT (lpad(to_hex(t.micros / 1000), 12, '0')
            || to_hex(28672 + (t.micros % 1000) * 4096 / 1000)
            || right(replace(gen_random_uuid()::text, '-', ''), 16))::uuid
    FROM (SELECT (extract(epoch FROM p_at) * 1000000)::bigint AS micros) AS t
$$;
