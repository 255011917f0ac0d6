-- Warnings of deadlines and their way out. Ids, codes and dates only; a warning is made once and never changed.
CREATE SCHEMA reminders;
GRANT USAGE ON SCHEMA reminders TO wenze_app;

-- Where a reactor stands. It has a position of its own, which no rebuild of a read model moves.
CREATE TABLE reminders.reactors (
    name     text        PRIMARY KEY,
    position bigint      NOT NULL,
    day      date        NOT NULL,
    beat_at  timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON reminders.reactors TO wenze_app;

CREATE TABLE reminders.warnings (
    id       uuid        PRIMARY KEY,
    number   bigint      NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    reason   text        NOT NULL CHECK (reason IN ('due-soon', 'overdue', 'moved')),
    deadline uuid        NOT NULL,
    matter   uuid        NOT NULL,
    case_id  uuid,
    kind     text        NOT NULL,
    due_on   date        NOT NULL,
    body     uuid,
    made_at  timestamptz NOT NULL
);
GRANT SELECT, INSERT ON reminders.warnings TO wenze_app;
CREATE INDEX warnings_deadline ON reminders.warnings (deadline);

-- Where a body's warnings go besides the desks of its people: an office's mailbox or program, never a person's.
CREATE TABLE reminders.targets (
    id           uuid        PRIMARY KEY,
    body         uuid        NOT NULL,
    channel      text        NOT NULL CHECK (channel IN ('mail', 'webhook')),
    address      text        NOT NULL CHECK (length(address) BETWEEN 3 AND 500),
    added_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    added_by     uuid        NOT NULL,
    withdrawn_at timestamptz
);
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON reminders.targets TO wenze_app;

-- The outbox. Channel "desk" is the list of an account: it needs no sending. ``target`` is an account or a target.
CREATE TABLE reminders.deliveries (
    warning    uuid        NOT NULL REFERENCES reminders.warnings,
    channel    text        NOT NULL CHECK (channel IN ('desk', 'mail', 'webhook')),
    target     uuid        NOT NULL,
    attempts   integer     NOT NULL DEFAULT 0,
    next_at    timestamptz,
    sent_at    timestamptz,
    read_at    timestamptz,
    error      text,
    PRIMARY KEY (warning, channel, target)
) WITH (fillfactor = 80);
GRANT SELECT, INSERT, UPDATE ON reminders.deliveries TO wenze_app;
CREATE INDEX deliveries_waiting ON reminders.deliveries (next_at) WHERE sent_at IS NULL;
CREATE INDEX deliveries_desk ON reminders.deliveries (target) WHERE channel = 'desk';
