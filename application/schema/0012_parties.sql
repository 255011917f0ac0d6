-- The party register: the only place that knows who a person is. Name and contacts are sealed under the person's key.
CREATE TABLE vault.parties (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('official', 'citizen', 'agent')),
    key_version integer NOT NULL,
    name bytea NOT NULL,
    contacts bytea NOT NULL,
    name_index bytea CHECK (length(name_index) = 16), -- keyed hash of the name; gone with the key
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid NOT NULL
);
CREATE INDEX parties_by_name ON vault.parties (name_index);

-- Reporters stand apart, under keys of their own class. The day is all that is kept of the time of filing.
CREATE TABLE vault.reporters (
    id uuid PRIMARY KEY,
    report uuid NOT NULL,
    key_version integer NOT NULL,
    name bytea NOT NULL,
    contacts bytea NOT NULL,
    created_on date NOT NULL DEFAULT current_date
);
CREATE INDEX reporters_by_report ON vault.reporters (report);

-- The sealed fields leave the database only through these two functions, which write the audit in the same statement.
CREATE FUNCTION vault.read_parties(ids uuid[], by_actor uuid, for_purpose text)
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
        SELECT by_actor, 'person', f.id, f.id, for_purpose,
            CASE WHEN f.kind IS NULL THEN 'missing' WHEN f.wrapped IS NULL THEN 'erased' ELSE 'served' END
        FROM found f
    )
    SELECT f.id, f.kind, f.key_version, f.name, f.contacts, f.root, f.wrapped FROM found f WHERE f.kind IS NOT NULL
$$;
REVOKE ALL ON FUNCTION vault.read_parties(uuid[], uuid, text) FROM public;

CREATE FUNCTION vault.read_reporter(of_reporter uuid, by_actor uuid, for_purpose text)
RETURNS TABLE (id uuid, report uuid, key_version integer, name bytea, contacts bytea, root uuid, wrapped bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH found AS (
        SELECT r.id, r.report, r.key_version, r.name, r.contacts, k.root, k.wrapped
        FROM (SELECT of_reporter AS asked) a
        LEFT JOIN vault.reporters r ON r.id = a.asked
        LEFT JOIN keys.subject_keys k
            ON k.subject = r.id AND k.class = 'reporter' AND k.version = r.key_version
    ), noted AS (
        INSERT INTO vault.read_audit (actor, kind, thing, subject, purpose, outcome)
        SELECT by_actor, 'reporter', of_reporter, f.report, for_purpose,
            CASE WHEN f.id IS NULL THEN 'missing' WHEN f.wrapped IS NULL THEN 'erased' ELSE 'served' END
        FROM found f
    )
    SELECT f.id, f.report, f.key_version, f.name, f.contacts, f.root, f.wrapped FROM found f WHERE f.id IS NOT NULL
$$;
REVOKE ALL ON FUNCTION vault.read_reporter(uuid, uuid, text) FROM public;

-- Erasure of one person: the key is destroyed, and with it the index that could still have confirmed a guessed name.
CREATE FUNCTION vault.erase_party(of_party uuid, of_class text, by_actor uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE vault.parties SET name_index = NULL WHERE id = of_party AND of_class = 'subject';
    RETURN keys.destroy(of_party, of_class, by_actor);
END
$$;
REVOKE ALL ON FUNCTION vault.erase_party(uuid, text, uuid) FROM public;

GRANT SELECT (id, kind, key_version, name_index, created_at, created_by), INSERT,
    UPDATE (kind, key_version, name, contacts, name_index) ON vault.parties TO wenze_app;
GRANT SELECT (id, report, key_version, created_on), INSERT ON vault.reporters TO wenze_app;
GRANT EXECUTE ON FUNCTION vault.read_parties(uuid[], uuid, text) TO wenze_app;
GRANT EXECUTE ON FUNCTION vault.read_reporter(uuid, uuid, text) TO wenze_app;
GRANT EXECUTE ON FUNCTION vault.erase_party(uuid, text, uuid) TO wenze_app;
