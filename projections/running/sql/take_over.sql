-- The rebuilt rows are the ones in use from now on.
UPDATE read_models.progress
   SET slot = 'live', status = 'live', heartbeat_at = clock_timestamp()
 WHERE name = %(name)s AND version = %(version)s AND slot = 'next'
