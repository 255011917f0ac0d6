-- Deadlines, what their matters say of their clocks, and which notices have become part of the calendar.
CREATE TABLE IF NOT EXISTS deadline_facts_v1 (
    stream        uuid     PRIMARY KEY,
    kind          text     NOT NULL,
    shard         smallint NOT NULL,
    case_id       uuid,
    proceeding_id uuid,
    profile       text,
    tracks        text[]   NOT NULL,
    track         text,
    step          text,
    further       text,
    decided_on    date,
    gone_on       date,
    gone_by       text,
    noted         jsonb    NOT NULL,
    clocks        jsonb    NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX IF NOT EXISTS deadline_facts_v1_case ON deadline_facts_v1 (case_id);
CREATE TABLE IF NOT EXISTS deadlines_v1 (
    id               uuid     PRIMARY KEY,
    matter           uuid     NOT NULL,
    case_id          uuid,
    shard            smallint NOT NULL,
    kind             text     NOT NULL,
    key              text     NOT NULL,
    whose            text     NOT NULL,
    "right"          boolean  NOT NULL,
    basis            text     NOT NULL,
    cites            text[]   NOT NULL,
    setting          text,
    profile          text,
    rule             text,
    start            text     NOT NULL,
    started_on       date     NOT NULL,
    due_on           date     NOT NULL,
    warn_on          date     NOT NULL,
    first_due_on     date     NOT NULL,
    cap_on           date,
    recorded_on      date,
    extended         jsonb    NOT NULL,
    ended_on         date,
    ended_by         text,
    provisional      boolean  NOT NULL,
    calendar_version text     NOT NULL,
    working          jsonb,
    earlier          jsonb    NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX IF NOT EXISTS deadlines_v1_due ON deadlines_v1 (due_on, id) WHERE ended_on IS NULL;
CREATE INDEX IF NOT EXISTS deadlines_v1_matter ON deadlines_v1 (matter);
CREATE INDEX IF NOT EXISTS deadlines_v1_case ON deadlines_v1 (case_id);
CREATE TABLE IF NOT EXISTS deadline_notices_v1 (
    stream   uuid    NOT NULL,
    content  text    NOT NULL,
    signed   boolean NOT NULL,
    position bigint  NOT NULL,
    PRIMARY KEY (stream, content)
);
