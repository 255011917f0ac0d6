-- Registers of organs, posts and relations. Every entry is by date and is only ever added: a correction is a later row
-- for the same first day, so that what the register said at an earlier moment can be asked again.
CREATE SCHEMA registers;
GRANT USAGE ON SCHEMA registers TO wenze_app;

-- One counter for all entries: the version of a snapshot.
CREATE SEQUENCE registers.entries AS bigint;
GRANT USAGE ON SEQUENCE registers.entries TO wenze_app;

CREATE TABLE registers.organ_terms (
    entry bigint PRIMARY KEY DEFAULT nextval('registers.entries'),
    organ uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date CHECK (valid_to >= valid_from),
    name text NOT NULL CHECK (name <> ''),
    sort_key bytea NOT NULL, -- order of Chinese names, made outside the database
    kind text NOT NULL,
    level text,
    division text CHECK (division ~ '^[0-9]{6}$'),
    parent uuid,
    next_higher uuid,
    disclosure_authority uuid,
    source text,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organ_terms_by_organ ON registers.organ_terms (organ, valid_from, entry);

-- Names by which an organ or its sites are known, folded as imports compare them.
CREATE TABLE registers.organ_names (
    folded text NOT NULL CHECK (folded <> ''),
    organ uuid NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (folded, organ)
);

CREATE TABLE registers.post_terms (
    entry bigint PRIMARY KEY DEFAULT nextval('registers.entries'),
    post uuid NOT NULL,
    organ uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date CHECK (valid_to >= valid_from),
    title text NOT NULL CHECK (title <> ''),
    kind text NOT NULL,
    personnel_authority uuid,
    authority_source text,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX post_terms_by_post ON registers.post_terms (post, valid_from, entry);

-- Who held a post: an id of the party register, never a name.
CREATE TABLE registers.holdings (
    entry bigint PRIMARY KEY DEFAULT nextval('registers.entries'),
    post uuid NOT NULL,
    person uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date CHECK (valid_to >= valid_from),
    acting boolean NOT NULL DEFAULT false,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX holdings_by_post ON registers.holdings (post, person, valid_from, entry);

CREATE TABLE registers.relations (
    entry bigint PRIMARY KEY DEFAULT nextval('registers.entries'),
    one uuid NOT NULL,
    other uuid NOT NULL CHECK (other <> one),
    kind text NOT NULL CHECK (kind IN ('close-relative', 'interest')),
    valid_from date NOT NULL,
    valid_to date CHECK (valid_to >= valid_from),
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);

-- Which reports are about the same organ and the same kind of problem: a digest, so that no text of a report is here.
CREATE TABLE registers.likenesses (
    report uuid PRIMARY KEY,
    likeness bytea NOT NULL CHECK (length(likeness) = 32)
);
CREATE INDEX likenesses_by_likeness ON registers.likenesses (likeness);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA registers TO wenze_app;
