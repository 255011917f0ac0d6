-- The docket: one row a report, case, proceeding, appeal and supervision instrument. Made by the projector where it is missing.
CREATE TABLE IF NOT EXISTS docket_v2 (
    id             uuid        PRIMARY KEY,
    kind           text        NOT NULL,
    shard          smallint    NOT NULL,
    first_position bigint      NOT NULL,
    position       bigint      NOT NULL,
    version        bigint      NOT NULL,
    changed_at     timestamptz NOT NULL,
    opened_on      date        NOT NULL,
    stage          text        NOT NULL,
    open           boolean     NOT NULL,
    case_id        uuid,
    proceeding_id  uuid,
    body           uuid,
    keeper         uuid,
    organs         uuid[]      NOT NULL,
    subject        text,
    person         uuid,
    instrument     text,
    profile        text,
    role           text,
    source         text,
    channel        text,
    problem        text,
    track          text,
    grounds        text[]      NOT NULL,
    measures       text[]      NOT NULL,
    outcome        text,
    handlers       uuid[]      NOT NULL,
    next_step      text,
    turn           text,
    due_on         date,
    due_kind       text,
    filed_on       date,
    decided_on     date,
    served_on      date,
    closed_on      date,
    departed       boolean     NOT NULL,
    overturned     text,
    notified       boolean     NOT NULL,
    appeal_handlers uuid[]     NOT NULL,
    locked_out     uuid[]      NOT NULL,
    terms          text[]      NOT NULL,
    memo           jsonb       NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX IF NOT EXISTS docket_v2_case ON docket_v2 (case_id);
CREATE INDEX IF NOT EXISTS docket_v2_due ON docket_v2 (coalesce(due_on, 'infinity'::date), id) WHERE open;
CREATE INDEX IF NOT EXISTS docket_v2_by_due ON docket_v2 (coalesce(due_on, 'infinity'::date), id);
CREATE INDEX IF NOT EXISTS docket_v2_by_kind ON docket_v2 (kind, coalesce(due_on, 'infinity'::date), id);
CREATE INDEX IF NOT EXISTS docket_v2_opened ON docket_v2 (opened_on DESC, id DESC);
CREATE INDEX IF NOT EXISTS docket_v2_waiting ON docket_v2 (opened_on, id) WHERE open;
CREATE INDEX IF NOT EXISTS docket_v2_changed ON docket_v2 (position DESC, id DESC);
CREATE INDEX IF NOT EXISTS docket_v2_terms ON docket_v2 USING gin (terms);
CREATE INDEX IF NOT EXISTS docket_v2_organs ON docket_v2 USING gin (organs);
CREATE INDEX IF NOT EXISTS docket_v2_handlers ON docket_v2 USING gin (handlers);
CREATE INDEX IF NOT EXISTS docket_v2_person ON docket_v2 (person) WHERE person IS NOT NULL;
CREATE INDEX IF NOT EXISTS docket_v2_deciding ON docket_v2 (body) INCLUDE (case_id) WHERE kind = 'proceeding';
-- Who let the time for a statement pass waits for something else: page_by_due.sql.
CREATE INDEX IF NOT EXISTS docket_v2_statement ON docket_v2 (due_on) WHERE kind = 'proceeding' AND stage = 'statement';
CREATE INDEX IF NOT EXISTS docket_v2_decided ON docket_v2 (decided_on) WHERE decided_on IS NOT NULL;
-- Whose reporter is to be told, or was passed on and may have to be: pending_work/sql/mine.sql.
CREATE INDEX IF NOT EXISTS docket_v2_telling ON docket_v2 (id) WHERE next_step = 'inform-reporter' OR kind = 'report' AND stage = 'referred';
