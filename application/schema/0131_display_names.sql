-- What people are called on pages and papers, where an account has such a name: sealed under a key of the account. Without one the sign-in name stands.
CREATE TABLE vault.display_names (
    account     uuid        PRIMARY KEY REFERENCES vault.accounts,
    key_version integer     NOT NULL,
    content     bytea       NOT NULL,
    changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_by  uuid        NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON vault.display_names TO wenze_app;
