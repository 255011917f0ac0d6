-- What stood found against a respondent at a position of the log, apart from one case.
SELECT proceeding_id, allegation, conduct_from FROM recommendation_prior_v1
 WHERE respondent = %(respondent)s
   AND conduct_from <= %(before)s
   AND case_id <> %(besides)s
   AND found_at <= %(position)s
   AND (ended_at IS NULL OR ended_at > %(position)s)
 ORDER BY conduct_from, proceeding_id, allegation
