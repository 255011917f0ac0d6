-- The next events of a shard in the order of the log, cut where their states reach the bound in bytes.
SELECT stream_id, version, position, topic, state, event_id, actor, correlation, causation, recorded_at, shard
  FROM (
        SELECT e.*, sum(length(e.state)) OVER (ORDER BY e.position) - length(e.state) AS before
          FROM (
                SELECT stream_id, version, position, topic, state, event_id, actor, correlation, causation,
                       recorded_at, shard
                  FROM log.events
                 WHERE shard = %(shard)s
                   AND position > %(after)s
                 ORDER BY position
                 LIMIT %(events)s
               ) AS e
       ) AS measured
 WHERE before < %(bytes)s
 ORDER BY position
