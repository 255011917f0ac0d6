-- Situations that a decision found.
INSERT INTO recommendation_prior_v1 (proceeding_id, allegation, found_at, respondent, case_id, conduct_from)
SELECT proceeding_id, allegation, found_at, respondent, case_id, conduct_from
  FROM json_populate_recordset(NULL::recommendation_prior_v1, %(rows)s)
