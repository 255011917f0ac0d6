-- Searches that somebody kept for themselves: what they called it and its address, sealed under a key of their account.
CREATE TABLE vault.saved_searches (
    id          uuid        PRIMARY KEY,
    account     uuid        NOT NULL,
    key_version integer     NOT NULL,
    content     bytea       NOT NULL,
    saved_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX saved_searches_account ON vault.saved_searches (account);

GRANT SELECT, INSERT, UPDATE, DELETE ON vault.saved_searches TO wenze_app;
