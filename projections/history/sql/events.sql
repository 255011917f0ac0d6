-- All events of some streams in the order of the log: strong, since nothing stands between.
SELECT stream_id, version, position, topic, state, event_id, actor, correlation, causation, recorded_at, shard
  FROM log.events
 WHERE shard IN (SELECT shard FROM log.heads)
   AND stream_id = ANY(%(streams)s)
 ORDER BY shard, position
