-- What stands found against a respondent, by the day of the conduct, apart from one case.
SELECT p.proceeding_id, p.case_id, a.allegation, a.ground, a.conduct_from, a.conduct_to, p.number, p.decided_on, p.outcome
  FROM read_models.liability_proceeding_v1 AS p
  JOIN read_models.liability_allegation_v1 AS a ON a.allegation = ANY(p.allegations)
 WHERE p.respondent = %(respondent)s
   AND p.breach_found
   AND a.conduct_from <= %(before)s
   AND (%(since)s::date IS NULL OR a.conduct_from >= %(since)s)
   AND (%(besides)s::uuid IS NULL OR p.case_id <> %(besides)s)
 ORDER BY a.conduct_from, a.allegation, p.proceeding_id
