-- Proceedings opened, decided, varied or revoked in a batch.
INSERT INTO liability_proceeding_v1 (
       proceeding_id, case_id, respondent, number, decided_on, outcome, breach_found, allegations)
SELECT proceeding_id, case_id, respondent, number, decided_on, outcome, breach_found, allegations
  FROM json_populate_recordset(NULL::liability_proceeding_v1, %(rows)s)
ON CONFLICT (proceeding_id) DO UPDATE
   SET (number, decided_on, outcome, breach_found, allegations)
     = (excluded.number, excluded.decided_on, excluded.outcome, excluded.breach_found, excluded.allegations)
