-- How many of some read models have reached a position, and how many have stopped short of it.
SELECT count(DISTINCT name) FILTER (WHERE position >= %(position)s),
       count(DISTINCT name) FILTER (WHERE position < %(position)s AND status = 'failed')
  FROM read_models.progress
 WHERE name = ANY(%(names)s) AND slot = 'live' AND shard = %(shard)s
