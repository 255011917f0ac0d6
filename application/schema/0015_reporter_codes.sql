-- By which code a reporter comes back to a report. The code is nowhere; this is a hash of a slow hash of it.
CREATE TABLE vault.reporter_codes (
    lookup bytea PRIMARY KEY CHECK (length(lookup) = 32),
    report uuid NOT NULL,
    made_on date NOT NULL DEFAULT current_date,
    replaced boolean NOT NULL DEFAULT false
);
CREATE INDEX reporter_codes_by_report ON vault.reporter_codes (report);

GRANT SELECT, INSERT, UPDATE (replaced) ON vault.reporter_codes TO wenze_app;
