-- Every version of every recommendation; where each proceeding stands, and what it lacks; and earlier situations with when they counted.
CREATE TABLE IF NOT EXISTS recommendation_v1 (
    proceeding_id uuid        NOT NULL,
    position      bigint      NOT NULL,
    known_at      timestamptz NOT NULL,
    known_on      date        NOT NULL,
    rulebook      text        NOT NULL,
    edition       text        NOT NULL,
    policy        text,
    digest        text        NOT NULL,
    substance     text        NOT NULL,
    status        text        NOT NULL,
    permitted     text[]      NOT NULL,
    suggested     text[],
    established   text[]      NOT NULL,
    facts         text        NOT NULL,
    body          text        NOT NULL,
    PRIMARY KEY (proceeding_id, position)
);
CREATE TABLE IF NOT EXISTS recommendation_track_v1 (
    proceeding_id uuid    PRIMARY KEY,
    case_id       uuid    NOT NULL,
    instrument    text    NOT NULL,
    body          uuid,
    open          boolean NOT NULL,
    substance     text
);
CREATE INDEX IF NOT EXISTS recommendation_track_v1_policy ON recommendation_track_v1 (instrument, body) WHERE open;
CREATE TABLE IF NOT EXISTS recommendation_wait_v1 (
    proceeding_id uuid    PRIMARY KEY,
    case_id       uuid    NOT NULL,
    facts         integer NOT NULL,
    answered_by   text
);
CREATE INDEX IF NOT EXISTS recommendation_wait_v1_case ON recommendation_wait_v1 (case_id) WHERE facts > 0;
CREATE TABLE IF NOT EXISTS recommendation_prior_v1 (
    proceeding_id uuid   NOT NULL,
    allegation    uuid   NOT NULL,
    found_at      bigint NOT NULL,
    ended_at      bigint,
    respondent    uuid   NOT NULL,
    case_id       uuid   NOT NULL,
    conduct_from  date   NOT NULL,
    PRIMARY KEY (proceeding_id, allegation, found_at)
);
CREATE INDEX IF NOT EXISTS recommendation_prior_v1_respondent ON recommendation_prior_v1 (respondent, conduct_from);
