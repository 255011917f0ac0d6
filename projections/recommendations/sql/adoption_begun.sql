-- Which body adopts what under which instrument, from the event that begins the stream.
SELECT (j ->> 'body')::uuid, j ->> 'what', j ->> 'instrument'
  FROM (SELECT convert_from(state, 'UTF8')::jsonb AS j
          FROM log.events
         WHERE shard IN (SELECT shard FROM log.heads) AND stream_id = %(stream)s AND version = 1) AS first
