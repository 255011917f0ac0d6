-- The last position handed out in each shard.
SELECT shard, position FROM log.heads ORDER BY shard
