-- Who may sign in. A name here is a sign-in name, not a person's: the person, if any, is a party of the register.
CREATE TABLE vault.accounts (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
    party uuid,
    password text, -- Argon2id over a keyed hash; none: tokens only
    epoch integer NOT NULL DEFAULT 1, -- moved on by what must void every session and token at once
    disabled_at timestamptz,
    made_at timestamptz NOT NULL DEFAULT now(),
    made_by uuid NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    changed_by uuid NOT NULL
);

-- Roles, each for a body, from day to day (both included; dates in Asia/Shanghai). Withdrawn, never deleted.
CREATE TABLE vault.account_roles (
    id uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES vault.accounts,
    role text NOT NULL CHECK (role ~ '^[a-z]+(-[a-z]+)*$'),
    body uuid,
    valid_from date NOT NULL,
    valid_until date CHECK (valid_until >= valid_from),
    granted_at timestamptz NOT NULL DEFAULT now(),
    granted_by uuid NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE INDEX account_roles_by_account ON vault.account_roles (account);

-- Sessions of people at a screen. Only the SHA-256 of the secret is here.
CREATE TABLE vault.sessions (
    digest bytea PRIMARY KEY CHECK (length(digest) = 32),
    account uuid NOT NULL REFERENCES vault.accounts,
    epoch integer NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
);
CREATE INDEX sessions_by_account ON vault.sessions (account);

-- Tokens of programs. Only the SHA-256 of the secret is here.
CREATE TABLE vault.tokens (
    id uuid PRIMARY KEY,
    digest bytea NOT NULL UNIQUE CHECK (length(digest) = 32),
    account uuid NOT NULL REFERENCES vault.accounts,
    epoch integer NOT NULL,
    issued_at timestamptz NOT NULL DEFAULT now(),
    issued_by uuid NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > issued_at),
    revoked_at timestamptz
);
CREATE INDEX tokens_by_account ON vault.tokens (account);

GRANT SELECT, INSERT, UPDATE (party, password, epoch, disabled_at, changed_at, changed_by) ON vault.accounts TO wenze_app;
GRANT SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by) ON vault.account_roles TO wenze_app;
GRANT SELECT, INSERT, UPDATE (seen_at, ended_at) ON vault.sessions TO wenze_app;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON vault.tokens TO wenze_app;

-- The legal date, on the database's clock.
CREATE FUNCTION vault.today() RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date
$$;

-- The roles that an account has today, as JSON.
CREATE FUNCTION vault.roles_in_force(of_account uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(json_agg(json_build_object('role', r.role, 'body', r.body) ORDER BY r.role, r.body), '[]')::text
    FROM vault.account_roles r
    WHERE r.account = of_account AND r.withdrawn_at IS NULL
        AND r.valid_from <= vault.today() AND (r.valid_until IS NULL OR r.valid_until >= vault.today())
$$;
