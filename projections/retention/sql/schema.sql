-- The files of cases and their retention. A case that was opened again has no day until it is archived again.
CREATE TABLE IF NOT EXISTS retention_v1 (
    case_id     uuid PRIMARY KEY,
    retention   text,
    archived_on date,
    archived_by uuid
);
CREATE INDEX IF NOT EXISTS retention_v1_archived ON retention_v1 (archived_on) WHERE archived_on IS NOT NULL;
