-- What decisions rest on, by content: rulebooks, policies, and lists of all that was at hand. Whether a rulebook is in use
-- is in the log: two signed. Nothing here is ever changed or removed, so that a decision replays from its content ids.
CREATE SCHEMA law;
GRANT USAGE ON SCHEMA law TO wenze_app;

CREATE TABLE law.contents (
    content text        PRIMARY KEY CHECK (content ~ '^[0-9a-f]{64}$'),
    kind    text        NOT NULL CHECK (kind IN ('rulebook', 'policy', 'holdings')),
    -- The canonical JSON whose SHA-256 is the content id, kept as the exact bytes.
    body    bytea       NOT NULL CHECK (encode(sha256(body), 'hex') = content),
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    kept_by uuid        NOT NULL
);
GRANT SELECT, INSERT ON law.contents TO wenze_app;
