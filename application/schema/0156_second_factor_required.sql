-- Of which roles a second factor is required: held for one body, or (no body) for whichever. Withdrawn, never deleted.
CREATE TABLE vault.second_factor_duties (
    id           uuid        PRIMARY KEY,
    role         text        NOT NULL CHECK (role ~ '^[a-z]+(-[a-z]+)*$'),
    body         uuid,
    set_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    set_by       uuid        NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX second_factor_duties_once ON vault.second_factor_duties (role, coalesce(body, '00000000-0000-0000-0000-000000000000'))
    WHERE withdrawn_at IS NULL;
GRANT SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by) ON vault.second_factor_duties TO wenze_app;

-- Whether an account holds such a role today and signs in by its password alone. One without password signs in nowhere.
CREATE FUNCTION vault.second_factor_owed(of_account uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM vault.second_factor_duties d
        JOIN vault.account_roles r ON r.role = d.role AND (d.body IS NULL OR d.body = r.body)
        JOIN vault.accounts a ON a.id = r.account
        LEFT JOIN vault.second_factors f ON f.account = r.account AND f.confirmed_at IS NOT NULL
        WHERE d.withdrawn_at IS NULL AND r.account = of_account AND r.withdrawn_at IS NULL
            AND r.valid_from <= vault.today() AND (r.valid_until IS NULL OR r.valid_until >= vault.today())
            AND a.password IS NOT NULL AND f.account IS NULL
    )
$$;
