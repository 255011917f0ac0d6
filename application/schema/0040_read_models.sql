-- Where read models live, and how far each has come. Their own tables are made by the projector, filled from the log,
-- and rebuilt, never migrated; only this control table is migrated.

-- In use; being filled beside it; kept for a while after a switch. A switch moves tables from one to the next.
CREATE SCHEMA read_models;
CREATE SCHEMA read_models_next;
CREATE SCHEMA read_models_old;
GRANT USAGE, CREATE ON SCHEMA read_models, read_models_next, read_models_old TO wenze_app;

CREATE TABLE read_models.progress (
    name            text        NOT NULL CHECK (name <> ''),
    version         integer     NOT NULL CHECK (version >= 1),
    slot            text        NOT NULL CHECK (slot IN ('live', 'next')),
    shard           smallint    NOT NULL,
    status          text        NOT NULL CHECK (status IN ('building', 'live', 'failed')),
    position        bigint      NOT NULL CHECK (position >= 0),
    -- Digest of data besides the events on which rows depend, such as the rulebooks; empty when there is none.
    content         text        NOT NULL,
    failed_position bigint,
    error           text,
    begun_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    heartbeat_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (name, version, slot, shard),
    CHECK ((status = 'failed') = (failed_position IS NOT NULL AND error IS NOT NULL))
) WITH (fillfactor = 50);
GRANT SELECT, INSERT, UPDATE, DELETE ON read_models.progress TO wenze_app;
