-- Inserts or replaces what streams say of their clocks.
INSERT INTO deadline_facts_v1 (
       stream, kind, shard, case_id, proceeding_id, profile, tracks, track, step, further, decided_on, gone_on,
       gone_by, noted, clocks)
SELECT stream, kind, shard, case_id, proceeding_id, profile, coalesce(tracks, '{}'), track, step, further, decided_on,
       gone_on, gone_by, coalesce(noted, '[]'), coalesce(clocks, '[]')
  FROM json_populate_recordset(NULL::deadline_facts_v1, %(rows)s)
ON CONFLICT (stream) DO UPDATE SET (
       case_id, profile, tracks, further, decided_on, gone_on, gone_by, noted, clocks
     ) = (
       excluded.case_id, excluded.profile, excluded.tracks, excluded.further, excluded.decided_on, excluded.gone_on,
       excluded.gone_by, excluded.noted, excluded.clocks
     )
