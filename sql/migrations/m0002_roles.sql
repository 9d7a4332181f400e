-- Group roles: clapper_enqueuer may only enqueue and read status; clapper_worker may run every function and read every table.
-- Neither may write a table: all changes go through functions. Roles belong to the cluster and may exist already.
DO $$
DECLARE
    v_role text;
BEGIN
    FOREACH v_role IN ARRAY ARRAY['clapper_enqueuer', 'clapper_worker'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = v_role) THEN
            BEGIN
                EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN', v_role);
            EXCEPTION
                -- Another database of this cluster created it at the same moment.
                WHEN duplicate_object OR unique_violation THEN NULL;
                -- A managed server may not let us: Clapper works without the roles, its owner simply uses its own.
                WHEN insufficient_privilege THEN
                    RAISE NOTICE 'role % cannot be created by this user: create it by hand to use it', v_role;
            END;
        END IF;
    END LOOP;
END
$$;
