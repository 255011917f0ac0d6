-- Progress of read models that this release does not have.
DELETE FROM read_models.progress WHERE name || ' ' || version <> ALL(%(names)s)
