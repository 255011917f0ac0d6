-- What somebody has written of an appeal and not yet filed: kept as a draft of a statement is (0095), and apart from it, as the two
-- are sent and forgotten each in its own time.
CREATE TABLE vault.appeal_drafts (
    account uuid NOT NULL,
    matter uuid NOT NULL,
    key_version integer NOT NULL,
    content bytea NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (account, matter)
) WITH (fillfactor = 70);
ALTER TABLE vault.appeal_drafts ALTER COLUMN content SET STORAGE EXTERNAL; -- ciphertext does not compress

GRANT SELECT, INSERT, UPDATE, DELETE ON vault.appeal_drafts TO wenze_app;
