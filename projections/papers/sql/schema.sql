-- Every paper with how far it is. Made by the projector where it is missing.
CREATE TABLE IF NOT EXISTS papers_v2 (
    id          uuid    PRIMARY KEY,
    about       text    NOT NULL,
    matter      uuid    NOT NULL,
    template    text    NOT NULL,
    body        uuid    NOT NULL,
    drafters    uuid[]  NOT NULL,
    stage       text    NOT NULL,
    draft       integer NOT NULL,
    drafted_on  date    NOT NULL,
    unsupported integer NOT NULL,
    gaps        integer NOT NULL,
    number      text,
    terms       text[]  NOT NULL DEFAULT '{}',
    approved_on date
);
CREATE INDEX IF NOT EXISTS papers_v2_open ON papers_v2 (drafted_on, id) WHERE stage IN ('draft', 'returned');
CREATE INDEX IF NOT EXISTS papers_v2_matter ON papers_v2 (matter);
CREATE INDEX IF NOT EXISTS papers_v2_terms ON papers_v2 USING gin (terms);
