-- Inserts or replaces the rows of a batch. Columns are matched by name, so their order here means nothing.
INSERT INTO docket_v2 (
       id, kind, shard, first_position, position, version, changed_at, opened_on, stage, open, case_id,
       proceeding_id, body, keeper, organs, subject, person, instrument, profile, role, source, channel,
       problem, track, grounds, measures, outcome, handlers, next_step, turn, due_on, due_kind, filed_on,
       decided_on, served_on, closed_on, departed, overturned, notified, appeal_handlers, locked_out, terms, memo)
SELECT id, kind, shard, first_position, position, version, changed_at, opened_on, stage, open, case_id,
       proceeding_id, body, keeper, organs, subject, person, instrument, profile, role, source, channel,
       problem, track, grounds, measures, outcome, handlers, next_step, turn, due_on, due_kind, filed_on,
       decided_on, served_on, closed_on, departed, overturned, notified, appeal_handlers, locked_out, terms, memo
  FROM json_populate_recordset(NULL::docket_v2, %(rows)s)
ON CONFLICT (id) DO UPDATE SET (
       kind, shard, first_position, position, version, changed_at, opened_on, stage, open, case_id, proceeding_id,
       body, keeper, organs, subject, person, instrument, profile, role, source, channel, problem, track,
       grounds, measures, outcome, handlers, next_step, turn, due_on, due_kind, filed_on, decided_on,
       served_on, closed_on, departed, overturned, notified, appeal_handlers, locked_out, terms, memo
     ) = (
       excluded.kind, excluded.shard, excluded.first_position, excluded.position, excluded.version,
       excluded.changed_at, excluded.opened_on, excluded.stage, excluded.open, excluded.case_id,
       excluded.proceeding_id, excluded.body, excluded.keeper, excluded.organs, excluded.subject,
       excluded.person, excluded.instrument, excluded.profile, excluded.role, excluded.source,
       excluded.channel, excluded.problem, excluded.track, excluded.grounds, excluded.measures,
       excluded.outcome, excluded.handlers, excluded.next_step, excluded.turn, excluded.due_on,
       excluded.due_kind, excluded.filed_on, excluded.decided_on, excluded.served_on, excluded.closed_on,
       excluded.departed, excluded.overturned, excluded.notified, excluded.appeal_handlers, excluded.locked_out,
       excluded.terms, excluded.memo
     )
