-- Whether anybody came back with a code. Once somebody did, a repeat of the filing is answered without one.
ALTER TABLE vault.reporter_codes ADD COLUMN used boolean NOT NULL DEFAULT false;
GRANT UPDATE (used) ON vault.reporter_codes TO wenze_app;
