-- What the public answers in a social evaluation: marks and a day, nothing of whoever answered. Counted once into the log.
CREATE SCHEMA evaluations;
GRANT USAGE ON SCHEMA evaluations TO wenze_app;

CREATE TABLE evaluations.answers (
    id         uuid  PRIMARY KEY,
    evaluation uuid  NOT NULL,
    organ      uuid  NOT NULL,
    day        date  NOT NULL,
    marks      jsonb NOT NULL CHECK (jsonb_typeof(marks) = 'object')
);
GRANT SELECT, INSERT ON evaluations.answers TO wenze_app;
CREATE INDEX answers_evaluation ON evaluations.answers (evaluation, organ);
