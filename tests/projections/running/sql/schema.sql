-- How many events each stream has.
CREATE TABLE IF NOT EXISTS counting_v1 (stream uuid PRIMARY KEY, events bigint NOT NULL)
