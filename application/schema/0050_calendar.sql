-- Calendar notices (放假通知) that were proposed, by content. Whether one is part of the calendar is in the log: two signed.
CREATE SCHEMA calendar;
GRANT USAGE ON SCHEMA calendar TO wenze_app;

CREATE TABLE calendar.notices (
    content text        PRIMARY KEY CHECK (content ~ '^[0-9a-f]{64}$'),
    -- The canonical JSON whose SHA-256 is the content id, kept as the exact bytes.
    notice  bytea       NOT NULL CHECK (encode(sha256(notice), 'hex') = content),
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    kept_by uuid        NOT NULL
);
GRANT SELECT, INSERT ON calendar.notices TO wenze_app;
