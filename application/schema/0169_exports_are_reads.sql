-- Taking something away as a file is on record as what it is: a case file, the report of a period, the audit itself.
ALTER TABLE vault.read_audit DROP CONSTRAINT read_audit_kind_check;
ALTER TABLE vault.read_audit ADD CONSTRAINT read_audit_kind_check
    CHECK (kind IN ('reporter', 'person', 'document', 'audit', 'export'));

-- What stands out is looked for among the latest: by day and reader, and where reading was refused or taken away.
CREATE INDEX read_audit_by_time ON vault.read_audit (at) INCLUDE (actor, kind, outcome);
CREATE INDEX read_audit_denied ON vault.read_audit (position) WHERE outcome = 'denied';
CREATE INDEX read_audit_exports ON vault.read_audit (position) WHERE kind = 'export';
