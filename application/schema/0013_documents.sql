-- Statements, evidence, reasons and letters, sealed under the key of the subject they concern.
CREATE TABLE vault.documents (
    id uuid PRIMARY KEY,
    subject uuid NOT NULL,
    key_version integer NOT NULL,
    digest bytea NOT NULL CHECK (length(digest) = 32),
    media_type text NOT NULL CHECK (media_type ~ '^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$'),
    size integer NOT NULL CHECK (size BETWEEN 0 AND 20971520),
    content bytea NOT NULL,
    put_by uuid NOT NULL,
    put_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (subject, digest) -- the same content twice is one document
);
ALTER TABLE vault.documents ALTER COLUMN content SET STORAGE EXTERNAL; -- ciphertext does not compress

-- The content leaves the database only through this function, which writes the audit in the same statement.
CREATE FUNCTION vault.read_document(of_document uuid, with_digest bytea, by_actor uuid, for_purpose text)
RETURNS TABLE (
    id uuid, subject uuid, key_version integer, media_type text, content bytea, root uuid, wrapped bytea
)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH found AS (
        SELECT d.id, d.subject, d.key_version, d.media_type, d.content, k.root, k.wrapped
        FROM (SELECT of_document AS asked) a
        LEFT JOIN vault.documents d ON d.id = a.asked AND d.digest = with_digest
        LEFT JOIN keys.subject_keys k
            ON k.subject = d.subject AND k.class = 'subject' AND k.version = d.key_version
    ), noted AS (
        INSERT INTO vault.read_audit (actor, kind, thing, subject, purpose, outcome)
        SELECT by_actor, 'document', of_document, f.subject, for_purpose,
            CASE WHEN f.id IS NULL THEN 'missing' WHEN f.wrapped IS NULL THEN 'erased' ELSE 'served' END
        FROM found f
    )
    SELECT f.id, f.subject, f.key_version, f.media_type, f.content, f.root, f.wrapped
    FROM found f WHERE f.id IS NOT NULL
$$;
REVOKE ALL ON FUNCTION vault.read_document(uuid, bytea, uuid, text) FROM public;

GRANT SELECT (id, subject, key_version, digest, media_type, size, put_by, put_at), INSERT ON vault.documents TO wenze_app;
GRANT EXECUTE ON FUNCTION vault.read_document(uuid, bytea, uuid, text) TO wenze_app;
