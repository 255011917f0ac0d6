-- What an earlier decision of this proceeding found counts no longer.
UPDATE recommendation_prior_v1 SET ended_at = %(position)s
 WHERE proceeding_id = %(proceeding)s AND ended_at IS NULL
