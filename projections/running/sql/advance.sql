-- Moves the position with the rows of a batch. No row changes when another runner was here first: then nothing may.
UPDATE read_models.progress
   SET position = %(new)s, heartbeat_at = clock_timestamp(), failed_position = NULL, error = NULL,
       status = CASE WHEN status = 'failed' THEN 'building' ELSE status END
 WHERE name = %(name)s AND version = %(version)s AND slot = %(slot)s AND shard = %(shard)s
   AND position = %(old)s
