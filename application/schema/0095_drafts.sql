-- What a respondent has written and not yet sent: for its author alone, under the key of the matter, gone once it is sent.
CREATE TABLE vault.drafts (
    account uuid NOT NULL,
    matter uuid NOT NULL,
    key_version integer NOT NULL,
    content bytea NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (account, matter)
) WITH (fillfactor = 70);
ALTER TABLE vault.drafts ALTER COLUMN content SET STORAGE EXTERNAL; -- ciphertext does not compress

GRANT SELECT, INSERT, UPDATE, DELETE ON vault.drafts TO wenze_app;
