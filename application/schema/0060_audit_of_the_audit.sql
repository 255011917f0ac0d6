-- Whoever reads the audit of reads is on record too.
ALTER TABLE vault.read_audit DROP CONSTRAINT read_audit_kind_check;
ALTER TABLE vault.read_audit ADD CONSTRAINT read_audit_kind_check
    CHECK (kind IN ('reporter', 'person', 'document', 'audit'));
