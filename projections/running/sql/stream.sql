-- One stream as it stood at a position, in order: what a fold that needs the whole matter replays.
SELECT stream_id, version, position, topic, state, event_id, actor, correlation, causation, recorded_at, shard
  FROM log.events
 WHERE shard IN (SELECT shard FROM log.heads)
   AND stream_id = %(stream)s
   AND position <= %(upto)s
 ORDER BY version
