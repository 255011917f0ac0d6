-- Keys live in a schema of their own so that a backup can leave them apart: a copy of the data without this schema is dark.
CREATE SCHEMA keys;

-- The root keys this store has been used with. The key itself is a file and never comes here.
CREATE TABLE keys.roots (
    id uuid PRIMARY KEY,
    fingerprint bytea NOT NULL CHECK (length(fingerprint) = 16),
    first_used_at timestamptz NOT NULL DEFAULT now()
);

-- One data key per subject and class, wrapped by a root key. Destroying it is what erasure means.
CREATE TABLE keys.subject_keys (
    subject uuid NOT NULL,
    class text NOT NULL CHECK (class IN ('subject', 'reporter')),
    version integer NOT NULL CHECK (version >= 1),
    root uuid NOT NULL REFERENCES keys.roots,
    wrapped bytea,
    made_on date NOT NULL DEFAULT current_date,
    destroyed_at timestamptz,
    destroyed_by uuid,
    PRIMARY KEY (subject, class, version),
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)),
    CHECK ((destroyed_at IS NULL) = (destroyed_by IS NULL))
);

-- The run-time role cannot update keys; it can only destroy them, and never bring one back.
CREATE FUNCTION keys.destroy(of_subject uuid, of_class text, by_actor uuid) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH gone AS (
        UPDATE keys.subject_keys
        SET wrapped = NULL, destroyed_at = clock_timestamp(), destroyed_by = by_actor
        WHERE subject = of_subject AND class = of_class AND destroyed_at IS NULL
        RETURNING 1
    )
    SELECT count(*)::integer FROM gone
$$;
REVOKE ALL ON FUNCTION keys.destroy(uuid, text, uuid) FROM public;

GRANT USAGE ON SCHEMA keys TO wenze_app;
GRANT SELECT, INSERT ON keys.roots TO wenze_app;
GRANT SELECT, INSERT ON keys.subject_keys TO wenze_app;
GRANT EXECUTE ON FUNCTION keys.destroy(uuid, text, uuid) TO wenze_app;
