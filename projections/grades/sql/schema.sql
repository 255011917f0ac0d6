-- The grade of each organ in each assessment and social evaluation.
CREATE TABLE IF NOT EXISTS grades_v1 (
    matter   uuid NOT NULL,
    organ    uuid NOT NULL,
    kind     text NOT NULL,
    grade    text NOT NULL,
    score    text NOT NULL,
    given_on date NOT NULL,
    PRIMARY KEY (matter, organ)
);
