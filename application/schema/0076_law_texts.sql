-- Official texts that a deployer added, clause by clause. Public words; they are in no file of the project. Of two texts of
-- one edition the one added later is shown.
CREATE TABLE law.texts (
    entry      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instrument text        NOT NULL,
    edition    text        NOT NULL,
    title      text        NOT NULL,
    -- SHA-256 over addresses and words: the same text added again is one text.
    digest     text        NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    added_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    added_by   uuid        NOT NULL,
    UNIQUE (instrument, edition, digest)
);
CREATE TABLE law.words (
    entry   bigint NOT NULL REFERENCES law.texts,
    place   int    NOT NULL,
    address text   NOT NULL,
    words   text   NOT NULL,
    PRIMARY KEY (entry, address)
);
GRANT SELECT, INSERT ON law.texts, law.words TO wenze_app;
