-- What was alleged in a batch. An allegation is framed once.
INSERT INTO liability_allegation_v1 (allegation, case_id, ground, organ, conduct_from, conduct_to, position)
SELECT allegation, case_id, ground, organ, conduct_from, conduct_to, position
  FROM json_populate_recordset(NULL::liability_allegation_v1, %(rows)s)
ON CONFLICT (allegation) DO NOTHING
