-- What the system recommended under rulebooks or policies that this release no longer has, kept when the read model is
-- rebuilt with others: so that "what did it say on that day" has an answer. Never rebuilt, only ever added to.
CREATE TABLE read_models.recommendations_said (
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
    facts         text        NOT NULL,
    body          text        NOT NULL,
    withdrawn_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (proceeding_id, position, withdrawn_at)
);
GRANT SELECT, INSERT ON read_models.recommendations_said TO wenze_app;
