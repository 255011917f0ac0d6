-- Open proceedings that a body decides under an instrument: a policy of theirs concerns them.
SELECT proceeding_id, case_id FROM recommendation_track_v1
 WHERE instrument = %(instrument)s AND body = %(body)s AND open
 ORDER BY proceeding_id
