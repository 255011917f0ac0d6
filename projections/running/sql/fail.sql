-- An event stopped the read model: which, and the class of the error. Rows stay as they were before that event.
UPDATE read_models.progress
   SET status = 'failed', failed_position = %(failed)s, error = %(error)s, heartbeat_at = clock_timestamp()
 WHERE name = %(name)s AND version = %(version)s AND slot = %(slot)s AND shard = %(shard)s
