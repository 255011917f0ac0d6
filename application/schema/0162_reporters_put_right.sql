-- A reporter's entry is put right by one function alone, once for each amendment. What it said before is not kept: of a
-- reporter there is never more than is needed to write to them.
ALTER TABLE vault.reporters ADD COLUMN amendments uuid[] NOT NULL DEFAULT '{}';

-- False: no such reporter. A repeated amendment changes nothing, so that no old request brings an old name back.
CREATE FUNCTION vault.amend_reporter(
    amendment uuid, of_reporter uuid, new_version integer, new_name bytea, new_contacts bytea
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE vault.reporters r
    SET key_version = new_version, name = new_name, contacts = new_contacts, amendments = r.amendments || amendment
    WHERE r.id = of_reporter AND NOT amendment = ANY (r.amendments);
    RETURN FOUND OR EXISTS (SELECT FROM vault.reporters r WHERE r.id = of_reporter);
END
$$;
REVOKE ALL ON FUNCTION vault.amend_reporter(uuid, uuid, integer, bytea, bytea) FROM public;
GRANT EXECUTE ON FUNCTION vault.amend_reporter(uuid, uuid, integer, bytea, bytea) TO wenze_app;
