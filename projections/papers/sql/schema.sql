-- Every paper with how far it is. Made by the projector where it is missing.
CREATE TABLE IF NOT EXISTS papers_v1 (
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
    gaps        integer NOT NULL
);
CREATE INDEX IF NOT EXISTS papers_v1_open ON papers_v1 (drafted_on, id) WHERE stage IN ('draft', 'returned');
CREATE INDEX IF NOT EXISTS papers_v1_matter ON papers_v1 (matter);
