-- Every read model in its last version, with its distance from the end of the log and the age of its last sign of life.
-- An earlier version that an upgrade left behind stands still for good, and nobody reads it.
SELECT p.name, p.version, p.shard, p.status, p.position, h.position AS head,
       greatest(h.position - p.position, 0) AS lag,
       extract(epoch FROM clock_timestamp() - p.heartbeat_at)::double precision AS silent_seconds,
       p.heartbeat_at, p.failed_position, p.error, n.position AS building_at
  FROM read_models.progress AS p
  JOIN log.heads AS h ON h.shard = p.shard
  LEFT JOIN read_models.progress AS n
    ON n.name = p.name AND n.version = p.version AND n.shard = p.shard AND n.slot = 'next'
 WHERE p.slot = 'live'
   AND p.version = (SELECT max(o.version) FROM read_models.progress AS o WHERE o.name = p.name AND o.slot = 'live')
 ORDER BY p.name, p.version, p.shard
