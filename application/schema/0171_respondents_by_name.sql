-- By which a respondent is found by the full name: a keyed hash of the name, however it is spaced or separated. It stands beside
-- the sealed name, changes with it and goes with it. The key is not in the database.
ALTER TABLE vault.parties ADD COLUMN found_by bytea CHECK (length(found_by) = 16);
CREATE INDEX parties_found_by ON vault.parties (found_by) WHERE found_by IS NOT NULL;
-- Names kept by an earlier release, of people who are not erased, that are still to be told how they are found.
CREATE INDEX parties_not_found ON vault.parties (id) WHERE found_by IS NULL AND name_index IS NOT NULL;
GRANT SELECT (found_by) ON vault.parties TO wenze_app;

-- Tells how a name that is kept already is found; only while that very name stands there.
CREATE FUNCTION vault.find_party_by(of_party uuid, of_index bytea, sought bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE vault.parties SET found_by = sought
    WHERE id = of_party AND name_index = of_index AND found_by IS NULL;
    RETURN FOUND;
END
$$;
REVOKE ALL ON FUNCTION vault.find_party_by(uuid, bytea, bytea) FROM public;
GRANT EXECUTE ON FUNCTION vault.find_party_by(uuid, bytea, bytea) TO wenze_app;

-- Erasure of one person: the key is destroyed, and with it whatever could still have confirmed a guessed name.
CREATE OR REPLACE FUNCTION vault.erase_party(of_party uuid, of_class text, by_actor uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE vault.parties SET name_index = NULL, found_by = NULL WHERE id = of_party AND of_class = 'subject';
    RETURN keys.destroy(of_party, of_class, by_actor);
END
$$;

-- Putting an entry right replaces by what it is found in the same statement.
DROP FUNCTION vault.amend_party(uuid, uuid, text, integer, bytea, bytea, bytea, uuid);
CREATE FUNCTION vault.amend_party(
    amendment uuid, of_party uuid, new_kind text, new_version integer, new_name bytea, new_contacts bytea, new_index bytea,
    new_found_by bytea, by_actor uuid
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
        SET kind = new_kind, key_version = new_version, name = new_name, contacts = new_contacts, name_index = new_index,
            found_by = new_found_by
        WHERE id = of_party;
    END IF;
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION vault.amend_party(uuid, uuid, text, integer, bytea, bytea, bytea, bytea, uuid) FROM public;
GRANT EXECUTE ON FUNCTION vault.amend_party(uuid, uuid, text, integer, bytea, bytea, bytea, bytea, uuid) TO wenze_app;

-- Looking for a person is on record as that, found or not. The words are nowhere in it.
ALTER TABLE vault.read_audit DROP CONSTRAINT read_audit_kind_check;
ALTER TABLE vault.read_audit ADD CONSTRAINT read_audit_kind_check
    CHECK (kind IN ('reporter', 'person', 'document', 'audit', 'export', 'search'));
