-- Who looks a name up does so in a matter: the audit says in which. Where none is given it says whose name, as before.
CREATE FUNCTION vault.read_parties_in(ids uuid[], by_actor uuid, for_purpose text, in_matter uuid)
RETURNS TABLE (id uuid, kind text, key_version integer, name bytea, contacts bytea, root uuid, wrapped bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH asked AS (
        SELECT DISTINCT unnest(ids) AS id
    ), found AS (
        SELECT a.id, p.kind, p.key_version, p.name, p.contacts, k.root, k.wrapped
        FROM asked a
        LEFT JOIN vault.parties p ON p.id = a.id
        LEFT JOIN keys.subject_keys k
            ON k.subject = p.id AND k.class = 'subject' AND k.version = p.key_version
    ), noted AS (
        INSERT INTO vault.read_audit (actor, kind, thing, subject, purpose, outcome)
        SELECT by_actor, 'person', f.id, coalesce(in_matter, f.id), for_purpose,
            CASE WHEN f.kind IS NULL THEN 'missing' WHEN f.wrapped IS NULL THEN 'erased' ELSE 'served' END
        FROM found f
    )
    SELECT f.id, f.kind, f.key_version, f.name, f.contacts, f.root, f.wrapped FROM found f WHERE f.kind IS NOT NULL
$$;
REVOKE ALL ON FUNCTION vault.read_parties_in(uuid[], uuid, text, uuid) FROM public;
GRANT EXECUTE ON FUNCTION vault.read_parties_in(uuid[], uuid, text, uuid) TO wenze_app;
