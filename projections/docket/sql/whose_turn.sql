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
 CROSS JOIN LATERAL (
    SELECT CASE WHEN how.silent THEN d.memo -> 'then' ->> 0
                WHEN how.outside AND d.next_step <> 'serve-appeal' THEN 'record-outcome'
                ELSE d.next_step END AS next_step,
           CASE WHEN how.silent THEN d.memo -> 'then' ->> 1
                WHEN how.outside AND d.next_step <> 'serve-appeal' THEN 'approver'
                WHEN how.outside THEN 'lead-manager'
                ELSE d.turn END AS turn,
           CASE WHEN how.outside THEN (d.memo ->> 'decided_by')::uuid ELSE d.body END AS body,
           CASE WHEN how.silent THEN (d.memo ->> 'decide_by')::date ELSE d.due_on END AS due_on,
           CASE WHEN NOT how.silent OR how.silent IS NULL THEN d.due_kind
                WHEN d.memo ->> 'decide_by' IS NOT NULL THEN 'decide-by' END AS due_kind
       ) AS now
