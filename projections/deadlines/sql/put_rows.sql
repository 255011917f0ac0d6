-- Inserts or replaces deadlines. Columns are matched by name.
INSERT INTO deadlines_v1 (
       id, matter, case_id, shard, kind, key, whose, "right", basis, cites, setting, profile, rule, start,
       started_on, due_on, warn_on, first_due_on, cap_on, recorded_on, extended, ended_on, ended_by,
       provisional, calendar_version, working, earlier)
SELECT
       id, matter, case_id, shard, kind, key, whose, "right", basis, cites, setting, profile, rule, start,
       started_on, due_on, warn_on, first_due_on, cap_on, recorded_on, extended, ended_on, ended_by,
       provisional, calendar_version, working, earlier
  FROM json_populate_recordset(NULL::deadlines_v1, %(rows)s)
ON CONFLICT (id) DO UPDATE SET (
       case_id, whose, "right", basis, cites, setting, profile, rule, start, started_on, due_on, warn_on,
       first_due_on, cap_on, recorded_on, extended, ended_on, ended_by, provisional, calendar_version,
       working, earlier
     ) = (
       excluded.case_id, excluded.whose, excluded."right", excluded.basis, excluded.cites, excluded.setting,
       excluded.profile, excluded.rule, excluded.start, excluded.started_on, excluded.due_on,
       excluded.warn_on, excluded.first_due_on, excluded.cap_on, excluded.recorded_on, excluded.extended,
       excluded.ended_on, excluded.ended_by, excluded.provisional, excluded.calendar_version,
       excluded.working, excluded.earlier
     )
