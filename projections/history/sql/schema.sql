-- To which case each stream belongs: the way back from a proceeding, appeal or report to the whole matter.
CREATE TABLE IF NOT EXISTS history_stream_v1 (
    stream         uuid   PRIMARY KEY,
    kind           text   NOT NULL,
    case_id        uuid,
    proceeding_id  uuid,
    first_position bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS history_stream_v1_case ON history_stream_v1 (case_id, first_position);
