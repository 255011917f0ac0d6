-- People, documents, accounts, and who looked at them.
CREATE SCHEMA vault;
GRANT USAGE ON SCHEMA vault TO wenze_app;

-- Who read what about whom, for which purpose, and what came of it. Ids and codes only. Denials are kept too.
CREATE TABLE vault.read_audit (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('reporter', 'person', 'document')),
    thing uuid NOT NULL,
    subject uuid,
    purpose text NOT NULL CHECK (purpose ~ '^[a-z][a-z0-9.-]{0,63}$'),
    outcome text NOT NULL CHECK (outcome IN ('served', 'denied', 'erased', 'missing', 'broken'))
);
CREATE INDEX read_audit_by_thing ON vault.read_audit (thing, position);
CREATE INDEX read_audit_by_actor ON vault.read_audit (actor, position);

CREATE FUNCTION vault.refuse_change_of_read_audit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% on vault.read_audit is refused: it is append-only', TG_OP USING errcode = 'restrict_violation';
END
$$;
CREATE TRIGGER read_audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vault.read_audit
FOR EACH STATEMENT EXECUTE FUNCTION vault.refuse_change_of_read_audit();
ALTER TABLE vault.read_audit ENABLE ALWAYS TRIGGER read_audit_is_append_only;

-- Position and time are the database's; the run-time role says the rest.
GRANT SELECT ON vault.read_audit TO wenze_app;
GRANT INSERT (actor, kind, thing, subject, purpose, outcome) ON vault.read_audit TO wenze_app;
