-- Keys live in a schema of their own so that a backup can leave them apart: a copy of the data without this schema is dark.
create schema keys;

-- The root keys this store has been used with. The key itself is a file and never comes here.
create table keys.roots (
    id uuid primary key,
    fingerprint bytea not null check (length(fingerprint) = 16),
    first_used_at timestamptz not null default now()
);

-- One data key per subject and class, wrapped by a root key. Destroying it is what erasure means.
create table keys.subject_keys (
    subject uuid not null,
    class text not null check (class in ('subject', 'reporter')),
    version integer not null check (version >= 1),
    root uuid not null references keys.roots,
    wrapped bytea,
    made_at timestamptz not null default now(),
    destroyed_at timestamptz,
    destroyed_by uuid,
    primary key (subject, class, version),
    check ((wrapped is null) = (destroyed_at is not null)),
    check ((destroyed_at is null) = (destroyed_by is null))
);

-- The run-time role cannot update keys; it can only destroy them, and never bring one back.
create function keys.destroy(of_subject uuid, of_class text, by_actor uuid) returns integer
language sql security definer set search_path = pg_catalog as $$
    with gone as (
        update keys.subject_keys
        set wrapped = null, destroyed_at = clock_timestamp(), destroyed_by = by_actor
        where subject = of_subject and class = of_class and destroyed_at is null
        returning 1
    )
    select count(*)::integer from gone
$$;
revoke all on function keys.destroy(uuid, text, uuid) from public;
