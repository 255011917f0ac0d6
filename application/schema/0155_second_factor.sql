-- A second factor of an account: the shared secret of its one-time codes, sealed under a key of the account. Until a right code
-- confirmed it, it asks nobody for anything.
CREATE TABLE vault.second_factors (
    account      uuid        PRIMARY KEY REFERENCES vault.accounts,
    key_version  integer     NOT NULL,
    secret       bytea       NOT NULL,
    begun_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    confirmed_at timestamptz,
    last_step    bigint, -- the time step of the last code that was accepted: neither it nor an earlier one is taken again
    CHECK ((confirmed_at IS NULL) = (last_step IS NULL))
);

-- Recovery codes, each good once: a keyed hash of the account and the code.
CREATE TABLE vault.recovery_codes (
    account uuid  NOT NULL REFERENCES vault.accounts,
    digest  bytea NOT NULL CHECK (length(digest) = 32),
    used_at timestamptz,
    PRIMARY KEY (account, digest)
);

-- What was done to second factors, by whom and, where somebody had to say it, why (sealed under a key of the account).
CREATE TABLE vault.second_factor_acts (
    id          uuid        PRIMARY KEY,
    account     uuid        NOT NULL REFERENCES vault.accounts,
    act         text        NOT NULL CHECK (act IN ('confirmed', 'switched-off', 'reset', 'recovery-used')),
    done_by     uuid        NOT NULL,
    done_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    key_version integer,
    reason      bytea,
    CHECK ((reason IS NULL) = (key_version IS NULL)),
    CHECK ((reason IS NOT NULL) = (act = 'reset'))
);
CREATE INDEX second_factor_acts_by_account ON vault.second_factor_acts (account, done_at);

-- Sign-ins whose password was right and whose code is still awaited: minutes only. Only the SHA-256 of the secret is here.
CREATE TABLE vault.sign_ins_begun (
    digest   bytea       PRIMARY KEY CHECK (length(digest) = 32),
    account  uuid        NOT NULL REFERENCES vault.accounts,
    epoch    integer     NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

GRANT SELECT, INSERT, DELETE, UPDATE (key_version, secret, begun_at, confirmed_at, last_step) ON vault.second_factors TO wenze_app;
GRANT SELECT, INSERT, DELETE, UPDATE (used_at) ON vault.recovery_codes TO wenze_app;
GRANT SELECT, INSERT ON vault.second_factor_acts TO wenze_app;
GRANT SELECT, INSERT, DELETE ON vault.sign_ins_begun TO wenze_app;
