-- The follower is alive, and has caught up when told so. What an event stopped stays stopped.
UPDATE read_models.progress
   SET heartbeat_at = clock_timestamp(),
       status = CASE WHEN %(live)s AND status = 'building' THEN 'live' ELSE status END
 WHERE name = %(name)s AND version = %(version)s AND slot = %(slot)s AND shard = %(shard)s
