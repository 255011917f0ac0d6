-- How far a read model has come in each shard.
SELECT shard, status, position, content, failed_position, error
  FROM read_models.progress
 WHERE name = %(name)s AND version = %(version)s AND slot = %(slot)s
 ORDER BY shard
