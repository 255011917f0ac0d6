-- Bodies that have their passed deadlines told to the next higher organ as well: each body's own setting. Which organ that is stands in the register.
CREATE TABLE reminders.escalations (
    body         uuid        NOT NULL,
    added_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    added_by     uuid        NOT NULL,
    withdrawn_at timestamptz,
    PRIMARY KEY (body, added_at)
);
CREATE UNIQUE INDEX escalations_in_use ON reminders.escalations (body) WHERE withdrawn_at IS NULL;
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON reminders.escalations TO wenze_app;
