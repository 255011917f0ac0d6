-- Nobody moves this read model until the switch is done.
SELECT slot, shard FROM read_models.progress
 WHERE name = %(name)s AND version = %(version)s
 ORDER BY slot, shard
   FOR UPDATE
