-- Grades given in a batch. Where an organ is graded again, the later one holds.
INSERT INTO grades_v1 (matter, organ, kind, grade, score, given_on)
SELECT matter, organ, kind, grade, score, given_on FROM json_populate_recordset(NULL::grades_v1, %(rows)s)
ON CONFLICT (matter, organ) DO UPDATE SET (grade, score, given_on) = (excluded.grade, excluded.score, excluded.given_on)
