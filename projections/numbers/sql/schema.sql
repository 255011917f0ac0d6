-- The register number of each matter. Made by the projector where it is missing.
CREATE TABLE IF NOT EXISTS matter_numbers_v1 (
    id     uuid     PRIMARY KEY,
    kind   text     NOT NULL,
    body   uuid     NOT NULL,
    year   smallint NOT NULL,
    serial integer  NOT NULL,
    number text     NOT NULL,
    UNIQUE (body, kind, year, serial)
);
CREATE INDEX IF NOT EXISTS matter_numbers_v1_number ON matter_numbers_v1 (number);
