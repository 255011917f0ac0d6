                   -- Of whose matter it is the turn: a case whose tracks are under way waits for theirs. Nobody waits any longer for
                   -- whoever let the time for a statement pass.
                   FROM (SELECT d.stage, d.due_on, d.turn, d.memo, d.handlers WHERE d.turn IS NOT NULL OR d.kind <> 'case'
                          UNION ALL
                         SELECT t.stage, t.due_on, t.turn, t.memo, t.handlers
                           FROM read_models.docket_v2 AS t
                          WHERE d.kind = 'case' AND d.turn IS NULL AND t.case_id = d.id AND t.kind = 'proceeding' AND t.open
                        ) AS own
                  CROSS JOIN LATERAL (
                         SELECT CASE WHEN own.stage = 'statement' AND own.due_on < %(today)s::date THEN own.memo -> 'then' ->> 1
                                     ELSE own.turn END AS turn) AS whose
