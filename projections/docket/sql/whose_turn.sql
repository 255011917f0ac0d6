 CROSS JOIN LATERAL (
       -- What no event tells: the day, and for whom somebody acts; see projections.docket.present. Nobody waits any longer for
       -- whoever let the time for a statement pass. A body where nobody admits appeals ends none: its letter is put on record
       -- by the body that decided, which serves as well what nobody is left there to serve.
    SELECT d.kind = 'proceeding' AND d.stage = 'statement' AND d.due_kind = 'statement-until'
               AND d.due_on < %(present_today)s::date AS silent,
           d.kind = 'appeal' AND d.open AND d.body <> (d.memo ->> 'decided_by')::uuid
               AND d.body <> ALL(%(present_admitting)s::uuid[])
               AND (d.next_step <> 'serve-appeal' OR d.body <> ALL(%(present_serving)s::uuid[])) AS outside
       ) AS how
  LEFT JOIN LATERAL (
       -- Of a report that was merged the case is that of the one that took it in.
    SELECT true AS elsewhere
      FROM (SELECT 1) AS one
     WHERE d.kind = 'report' AND d.stage = 'merged' AND d.next_step IS NOT NULL
       AND NOT EXISTS (SELECT FROM read_models.docket_v2 AS into_it
                         JOIN read_models.docket_v2 AS its_case ON its_case.id = into_it.case_id
                        WHERE into_it.id = (d.memo ->> 'merged_into')::uuid
                          AND its_case.stage IN ('not-filed', 'transferred', 'closed', 'archived'))
       ) AS goes ON true
 CROSS JOIN LATERAL (
       -- What the recommendation was last waits for comes first: facts that can change it before the investigation is reported,
       -- and before a respondent is told what is intended or it is decided; then the questions that have to be answered. A
       -- case waits for its tracks meanwhile.
    SELECT CASE WHEN NOT d.open THEN NULL
                WHEN d.kind = 'proceeding' AND d.next_step IN ('report-investigation', 'issue-notice', 'decide') THEN (
                    SELECT CASE WHEN w.facts > 0 THEN 'settle-facts'
                                WHEN d.next_step <> 'report-investigation' AND w.answered_by IS NOT NULL THEN 'answer-question' END
                      FROM read_models.recommendation_wait_v1 AS w WHERE w.proceeding_id = d.id)
                WHEN d.kind = 'case' AND d.next_step = 'report-investigation' AND EXISTS (
                    SELECT FROM read_models.recommendation_wait_v1 AS w
                      JOIN read_models.docket_v2 AS t ON t.id = w.proceeding_id
                     WHERE w.case_id = d.id AND w.facts > 0 AND t.open AND t.next_step = 'report-investigation')
                THEN 'tracks'
                -- Before a track is closed, what the profile asks for beside what its own stream tells; see domain/proceedings/closing.py.
                WHEN d.kind = 'proceeding' AND d.next_step = 'close-proceeding' AND d.stage IN ('decided', 'execution') THEN (
                    SELECT CASE asked ->> 2 WHEN 'acceptance' THEN 'carry-out-measure' WHEN 'rectification' THEN 'report-rectification'
                                            ELSE 'record-formality' END
                      FROM jsonb_array_elements(%(present_needs)s::jsonb) AS asked
                      JOIN jsonb_to_recordset(d.memo -> 'measures') AS m (code text, done boolean, accepted boolean, impeded boolean)
                        ON m.code = asked ->> 1
                     WHERE asked ->> 0 = d.profile
                       AND CASE asked ->> 2 WHEN 'acceptance' THEN m.done AND m.accepted IS NOT TRUE AND m.impeded IS NOT TRUE
                                            WHEN 'rectification' THEN m.impeded IS NOT TRUE AND NOT coalesce(d.memo -> 'met' ? 'rectification', false)
                                            WHEN 'personal-file' THEN NOT coalesce(d.memo -> 'met' ? 'personal-file', false)
                                            WHEN 'authority-filing' THEN NOT coalesce(d.memo -> 'met' ? 'authority-filing', false) END
                     ORDER BY array_position(ARRAY['acceptance', 'rectification'], asked ->> 2), asked ->> 2
                     LIMIT 1) END AS step
       OFFSET 0) AS ahead
 CROSS JOIN LATERAL (
    SELECT CASE WHEN goes.elsewhere THEN NULL
                WHEN how.silent THEN d.memo -> 'then' ->> 0
                WHEN how.outside AND d.next_step <> 'serve-appeal' THEN 'record-outcome'
                WHEN ahead.step IS NOT NULL THEN nullif(ahead.step, 'tracks')
                ELSE d.next_step END AS next_step,
           CASE WHEN goes.elsewhere THEN NULL
                WHEN how.silent THEN d.memo -> 'then' ->> 1
                WHEN how.outside AND d.next_step <> 'serve-appeal' THEN 'approver'
                WHEN how.outside THEN 'lead-manager'
                WHEN ahead.step = 'tracks' THEN NULL
                WHEN ahead.step = 'report-rectification' THEN 'respondent'
                WHEN ahead.step = 'settle-facts' AND d.next_step <> 'report-investigation' THEN 'case-reviewer'
                WHEN ahead.step = 'answer-question' THEN (
                    SELECT w.answered_by FROM read_models.recommendation_wait_v1 AS w WHERE w.proceeding_id = d.id)
                ELSE d.turn END AS turn,
           CASE WHEN how.outside THEN (d.memo ->> 'decided_by')::uuid ELSE d.body END AS body,
           CASE WHEN how.silent THEN (d.memo ->> 'decide_by')::date ELSE d.due_on END AS due_on,
           CASE WHEN NOT how.silent OR how.silent IS NULL THEN d.due_kind
                WHEN d.memo ->> 'decide_by' IS NOT NULL THEN 'decide-by' END AS due_kind
       OFFSET 0) AS now
