SELECT d.id, d.kind, d.case_id, d.proceeding_id, d.version, d.position, d.changed_at, d.opened_on, d.stage, d.open, now.body,
       d.keeper, d.organs, d.subject, d.person, d.instrument, d.profile, d.role, d.source, d.channel, d.problem, d.track,
       d.grounds, d.measures, d.outcome, d.handlers, now.next_step, now.turn, now.due_on, now.due_kind,
       CASE WHEN d.open THEN coalesce(
-- include: docket/day.sql
            -- Who made no statement in time waits for what follows, whether or not a day is counted for it.
            , CASE WHEN d.due_on IS NOT NULL THEN date '9999-12-31' END) ELSE d.due_on END AS listed_on,
       d.filed_on, d.decided_on, d.served_on, d.closed_on, d.departed, d.overturned, d.memo -> 'numbers' AS numbers,
       n.number
  FROM read_models.docket_v2 AS d
  LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = d.id
-- include: whose_turn.sql
