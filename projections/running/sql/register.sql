-- A read model begins at the start of the log; one that is known stays where it is.
INSERT INTO read_models.progress (name, version, slot, shard, status, position, content)
SELECT %(name)s, %(version)s, %(slot)s, shard, 'building', 0, %(content)s FROM log.heads
ON CONFLICT DO NOTHING
