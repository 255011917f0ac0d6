-- What was alleged, and which decisions found it: together the situations that called for liability.
CREATE TABLE IF NOT EXISTS liability_allegation_v1 (
    allegation   uuid   PRIMARY KEY,
    case_id      uuid   NOT NULL,
    ground       text   NOT NULL,
    organ        uuid   NOT NULL,
    conduct_from date   NOT NULL,
    conduct_to   date   NOT NULL,
    position     bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS liability_proceeding_v1 (
    proceeding_id uuid    PRIMARY KEY,
    case_id       uuid    NOT NULL,
    respondent    uuid    NOT NULL,
    number        text,
    decided_on    date,
    outcome       text,
    breach_found  boolean NOT NULL,
    allegations   uuid[]  NOT NULL
);
CREATE INDEX IF NOT EXISTS liability_proceeding_v1_respondent ON liability_proceeding_v1 (respondent);
