-- What the register said of a person before it was put right: sealed as it was, under the person's key, and gone with it.
CREATE TABLE vault.party_amendments (
    id          uuid        PRIMARY KEY,
    party       uuid        NOT NULL REFERENCES vault.parties,
    kind        text        NOT NULL,
    key_version integer     NOT NULL,
    name        bytea       NOT NULL,
    contacts    bytea       NOT NULL,
    amended_at  timestamptz NOT NULL DEFAULT now(),
    amended_by  uuid        NOT NULL
);
CREATE INDEX party_amendments_by_party ON vault.party_amendments (party, amended_at);

-- Puts an entry right and keeps what stood there, once for each amendment: a repeat changes nothing. False: no such person.
CREATE FUNCTION vault.amend_party(
    amendment uuid, of_party uuid, new_kind text, new_version integer, new_name bytea, new_contacts bytea, new_index bytea,
    by_actor uuid
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM vault.parties WHERE id = of_party FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO vault.party_amendments (id, party, kind, key_version, name, contacts, amended_by)
    SELECT amendment, p.id, p.kind, p.key_version, p.name, p.contacts, by_actor FROM vault.parties p WHERE p.id = of_party
    ON CONFLICT (id) DO NOTHING;
    IF FOUND THEN
        UPDATE vault.parties
        SET kind = new_kind, key_version = new_version, name = new_name, contacts = new_contacts, name_index = new_index
        WHERE id = of_party;
    END IF;
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION vault.amend_party(uuid, uuid, text, integer, bytea, bytea, bytea, uuid) FROM public;
GRANT EXECUTE ON FUNCTION vault.amend_party(uuid, uuid, text, integer, bytea, bytea, bytea, uuid) TO wenze_app;

-- An entry is put right by that function alone, so that what stood there is always kept.
REVOKE UPDATE ON vault.parties FROM wenze_app;
REVOKE UPDATE (kind, key_version, name, contacts, name_index) ON vault.parties FROM wenze_app;

-- What was said before leaves the database as what is said now does: with a line in the audit of reads.
CREATE FUNCTION vault.read_party_amendments(ids uuid[], by_actor uuid, for_purpose text)
RETURNS TABLE (
    amendment uuid, party uuid, kind text, amended_at timestamptz, key_version integer, name bytea, contacts bytea,
    root uuid, wrapped bytea
)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH found AS (
        SELECT a.id AS amendment, a.party, a.kind, a.amended_at, a.key_version, a.name, a.contacts, k.root, k.wrapped
        FROM vault.party_amendments a
        LEFT JOIN keys.subject_keys k
            ON k.subject = a.party AND k.class = 'subject' AND k.version = a.key_version
        WHERE a.party = ANY (ids)
    ), noted AS (
        INSERT INTO vault.read_audit (actor, kind, thing, subject, purpose, outcome)
        SELECT by_actor, 'person', f.party, f.amendment, for_purpose,
            CASE WHEN f.wrapped IS NULL THEN 'erased' ELSE 'served' END
        FROM found f
    )
    SELECT f.amendment, f.party, f.kind, f.amended_at, f.key_version, f.name, f.contacts, f.root, f.wrapped
    FROM found f ORDER BY f.amended_at, f.amendment
$$;
REVOKE ALL ON FUNCTION vault.read_party_amendments(uuid[], uuid, text) FROM public;
GRANT EXECUTE ON FUNCTION vault.read_party_amendments(uuid[], uuid, text) TO wenze_app;
